// Checks records with Go's own note and tlog packages, which know nothing of Truceline:
//
//	truceline < CASES
//
// Each line of CASES is a folder and a key, divided by a tab; each line of the answer is "ok N", where
// N is the number of entries that were proved, or "no" and why.
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// path is where a tile lies (C2SP tlog-tiles), which Go's own paths write otherwise.
func path(kind string, n int64, width int) string {
	name := fmt.Sprintf("%03d", n%1000)
	for rest := n / 1000; rest > 0; rest /= 1000 {
		name = fmt.Sprintf("x%03d/%s", rest%1000, name)
	}
	if width < 256 {
		name += ".p/" + strconv.Itoa(width)
	}
	return "tile/" + kind + "/" + name
}

func read(dir, kind string, n int64, width int) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(dir, path(kind, n, width)))
	if err != nil && width < 256 {
		return os.ReadFile(filepath.Join(dir, path(kind, n, 256)))
	}
	return data, err
}

type tiles struct{ dir string }

func (t tiles) Height() int { return 8 }

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(asked []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range asked {
		data, err := read(t.dir, strconv.Itoa(tile.L), tile.N, tile.W)
		if err != nil {
			return nil, err
		}
		if len(data) < tile.W*tlog.HashSize || len(data) > 256*tlog.HashSize {
			return nil, errors.New("a tile of another length")
		}
		all = append(all, data[:tile.W*tlog.HashSize])
	}
	return all, nil
}

// head verifies a checkpoint's signature and reads its three lines.
func head(file string, verifier note.Verifier) (tlog.Tree, error) {
	var tree tlog.Tree
	data, err := os.ReadFile(file)
	if err != nil {
		return tree, err
	}
	opened, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tree, errors.New("not the three lines of a checkpoint of this record")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] {
		return tree, errors.New("no size")
	}
	if size > 1<<48 {
		// Near 2^63 the tlog package does not come to an end.
		return tree, errors.New("an impossible size")
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tree, errors.New("no root")
	}
	tree.N = size
	copy(tree.Hash[:], root)
	return tree, nil
}

// entries proves every entry against the tree, bundle by bundle.
func entries(dir string, tree tlog.Tree, hashes tlog.HashReader) error {
	for first := int64(0); first < tree.N; first += 256 {
		width := int(tree.N - first)
		if width > 256 {
			width = 256
		}
		bundle, err := read(dir, "entries", first/256, width)
		if err != nil {
			return err
		}
		indexes := make([]int64, width)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, first+int64(i))
		}
		proved, err := hashes.ReadHashes(indexes)
		if err != nil {
			return err
		}
		for i := range indexes {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return errors.New("a bundle ends too early")
			}
			length := int(binary.BigEndian.Uint16(bundle))
			if tlog.RecordHash(bundle[2:2+length]) != proved[i] {
				return fmt.Errorf("entry %d is not the one that was signed", first+int64(i))
			}
			bundle = bundle[2+length:]
		}
	}
	return nil
}

func check(dir, key string) (int64, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return 0, err
	}
	tree, err := head(filepath.Join(dir, "checkpoint"), verifier)
	if err != nil {
		return 0, err
	}
	hashes := tlog.TileHashReader(tree, tiles{dir})
	if tree.N == 0 {
		// The root of nothing is the hash of nothing, which older tlog packages do not say.
		if tree.Hash != tlog.Hash(sha256.Sum256(nil)) {
			return 0, errors.New("no entries, but a root")
		}
		return 0, nil
	}
	if err := entries(dir, tree, hashes); err != nil {
		return 0, err
	}
	cosigned, _ := filepath.Glob(filepath.Join(dir, "cosigned", "*"))
	sort.Strings(cosigned)
	for _, file := range cosigned {
		other, err := head(file, verifier)
		if err != nil {
			return 0, err
		}
		if other.N > tree.N {
			return 0, errors.New("a later checkpoint was signed")
		}
		if root, err := tlog.TreeHash(other.N, hashes); err != nil || root != other.Hash {
			return 0, errors.New("two pasts were signed")
		}
	}
	return tree.N, nil
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		words := strings.SplitN(in.Text(), "\t", 2)
		if proved, err := check(words[0], words[1]); err != nil {
			fmt.Println("no", strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("ok", proved)
		}
	}
}
