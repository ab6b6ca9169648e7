import module java.base;

/**
 * java Verify.java DIR KEY [POLICY] checks a record with nothing but a JDK 25. DIR is the record's folder, KEY its
 * public key (name+id+base64) or a file that holds it, POLICY a file that says whose cosignatures the reader asks for.
 * Ends with 0 if the record holds, 1 if it is broken or nobody saw it whom the policy asks for, 2 if it cannot begin.
 * It writes nothing but what it prints. The formats: README.md beside this file.
 */
public final class Verify {
  static final int HASH = 32, WIDE = 256, NOTE = 1 << 17;
  record Key(String name, int type, byte[] raw, String id) {}
  record Group(int least, List<String> members) {}
  record Head(long size, byte[] root, Set<String> signers) {}
  final Map<String, Key> keys = new LinkedHashMap<>(); // by the names that the policy gives; the record's is ""
  final Map<String, Group> groups = new HashMap<>();
  final Map<String, byte[]> near = new LinkedHashMap<>(); // the tiles that were read last
  String quorum = "none";
  PrintStream out; Path dir; Key log;

  public static void main(String[] args) { System.exit(run(System.out, args)); }
  public static int run(PrintStream out, String... args) {
    Verify verify = new Verify();
    verify.out = out;
    boolean begun = false;
    try {
      need(args.length == 2 || args.length == 3, "usage: java Verify.java DIR KEY [POLICY]");
      verify.dir = Path.of(args[0]);
      verify.log = key(args[1].contains("+") ? args[1] : Files.readString(Path.of(args[1])).strip());
      need(verify.log != null && verify.log.type == 1, "this is no key of a record that may be used");
      verify.keys.put("", verify.log);
      if (args.length == 3) verify.policy(Files.readString(Path.of(args[2])));
      begun = true;
      return verify.record() ? 0 : 1;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException wrong) {
      out.println((begun ? "BROKEN at " : "cannot begin: ") + wrong.getMessage());
      return begun ? 1 : 2;
    }
  }

  static void need(boolean holds, String why) { if (!holds) throw new IllegalArgumentException(why); }

  static final BigInteger ONE = BigInteger.ONE, P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  static final BigInteger D = BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P));
  static final BigInteger ORDER = new BigInteger(
      "7237005577332262213973186563042994240857116359379907606001950938285454250989");

  /** Whether 32 bytes are the one spelling of a point of the prime order (RFC 8032, section 5.1). */
  static boolean primeOrder(byte[] raw) {
    byte[] big = new byte[HASH];
    for (int i = 0; i < HASH; i++) big[i] = raw[HASH - 1 - i];
    boolean odd = big[0] < 0;
    BigInteger y = new BigInteger(1, big).clearBit(255), yy = y.multiply(y);
    if (y.compareTo(P) >= 0 || y.equals(ONE)) return false;
    BigInteger xx = yy.subtract(ONE).multiply(D.multiply(yy).add(ONE).modInverse(P)).mod(P);
    BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!x.multiply(x).mod(P).equals(xx)) x = x.multiply(BigInteger.TWO.modPow(P.shiftRight(2), P)).mod(P);
    if (!x.multiply(x).mod(P).equals(xx) || (x.signum() == 0 && odd)) return false;
    if (x.testBit(0) != odd) x = P.subtract(x);
    BigInteger[] point = {x, y, ONE, x.multiply(y).mod(P)}, sum = {BigInteger.ZERO, ONE, ONE, BigInteger.ZERO};
    for (int bit = 252; bit >= 0; bit--) {
      sum = add(sum, sum);
      if (ORDER.testBit(bit)) sum = add(sum, point);
    }
    return sum[0].signum() == 0 && sum[1].equals(sum[2]); // the order times the point is nothing
  }

  /** The addition law in extended coordinates (RFC 8032, section 5.1.4). */
  static BigInteger[] add(BigInteger[] p, BigInteger[] q) {
    BigInteger a = p[1].subtract(p[0]).multiply(q[1].subtract(q[0]));
    BigInteger b = p[1].add(p[0]).multiply(q[1].add(q[0]));
    BigInteger c = p[3].multiply(q[3]).multiply(D).shiftLeft(1).mod(P);
    BigInteger d = p[2].multiply(q[2]).shiftLeft(1);
    BigInteger e = b.subtract(a), f = d.subtract(c), g = d.add(c), h = b.add(a);
    return new BigInteger[] {e.multiply(f).mod(P), g.multiply(h).mod(P), f.multiply(g).mod(P), e.multiply(h).mod(P)};
  }

  static boolean named(String name) { return name.matches("(?!truceline\\.org/)[a-z0-9][a-z0-9./-]{0,99}"); }

  /** A key from its text, or null where that is not the one spelling of a key that may be used. */
  static Key key(String text) throws GeneralSecurityException {
    String[] parts = text.split("\\+", 3);
    byte[] typed = parts.length == 3 && named(parts[0]) ? base64(parts[2]) : null;
    if (typed == null || typed.length < 2) return null;
    byte[] raw = tail(typed, 1);
    boolean edwards = (typed[0] == 1 || typed[0] == 4) && raw.length == HASH && primeOrder(raw);
    String id = hex(Arrays.copyOf(sha(utf8(parts[0] + "\n"), typed), 4));
    boolean good = id.equals(parts[1]) && (edwards || (typed[0] == 6 && raw.length == 1312));
    return good ? new Key(parts[0], typed[0], raw, id) : null;
  }

  static boolean valid(Key key, byte[] message, byte[] signature) {
    try {
      String kind = key.type == 6 ? "ML-DSA-44" : "Ed25519";
      String encoded = key.type == 6 ? "30820532300b06096086480165030403110382052100" : "302a300506032b6570032100";
      X509EncodedKeySpec spec = new X509EncodedKeySpec(HexFormat.of().parseHex(encoded + hex(key.raw)));
      java.security.Signature verifier = java.security.Signature.getInstance(kind);
      verifier.initVerify(KeyFactory.getInstance(kind).generatePublic(spec));
      verifier.update(message);
      return signature.length == (key.type == 6 ? 2420 : 64) && verifier.verify(signature);
    } catch (GeneralSecurityException no) { return false; }
  }

  /** What a key signs of the text of a checkpoint: the text, or what a cosigner says of it at a time. */
  static byte[] message(Key key, String text, long seconds) {
    if (key.type == 1) return utf8(text);
    if (key.type == 4) return utf8("cosignature/v1\ntime " + seconds + "\n" + text);
    String[] head = text.split("\n");
    ByteBuffer message = ByteBuffer.allocate(400).put(utf8("subtree/v1\n\0")).put((byte) key.name.length());
    message.put(utf8(key.name)).putLong(seconds).put((byte) head[0].length()).put(utf8(head[0]));
    message.putLong(0).putLong(Long.parseLong(head[1]));
    return Arrays.copyOf(message.put(base64(head[2])).array(), message.position());
  }

  /** Reads a checkpoint. A signature that claims to be by a known key must be valid; others are passed over. */
  Head signed(String place) throws IOException {
    byte[] bytes = read(place, NOTE);
    String all = new String(bytes, StandardCharsets.UTF_8);
    int cut = all.indexOf("\n\n");
    boolean plain = Arrays.equals(utf8(all), bytes) && all.chars().noneMatch(c -> c < ' ' && c != '\n');
    need(plain && cut > 0 && all.endsWith("\n") && all.indexOf("\n\n", cut + 1) < 0, place + ": no signed note");
    String text = all.substring(0, cut + 1);
    String[] three = text.split("\n", -1), below = all.substring(cut + 2).split("\n");
    byte[] root = three.length == 4 ? base64(three[2]) : null;
    need(root != null && root.length == HASH && three[1].matches("0|[1-9][0-9]{0,18}")
        && new BigInteger(three[1]).bitLength() < 64 && below.length <= 64, place + ": no checkpoint");
    need(three[0].equals(log.name), place + ": a checkpoint of another record: " + three[0]);
    Head head = new Head(Long.parseLong(three[1]), root, new TreeSet<>());
    for (String line : below) {
      String[] words = line.split(" ", -1);
      byte[] raw = words.length == 3 && words[0].equals("\u2014") && named(words[1]) ? base64(words[2]) : null;
      String bad = place + ": not a valid signature: " + line;
      need(raw != null && raw.length > 4, bad);
      String id = hex(Arrays.copyOf(raw, 4));
      byte[] rest = tail(raw, 4);
      for (String one : keys.keySet()) {
        Key key = keys.get(one);
        if (!words[1].equals(key.name) || !id.equals(key.id)) continue;
        long time = key == log ? 0 : rest.length < 9 ? -1 : ByteBuffer.wrap(rest).getLong();
        need(time >= 0 && valid(key, message(key, text, time), key == log ? rest : tail(rest, 8)), bad);
        head.signers.add(one);
        if (key != log) out.println("found: " + key.name + " cosigned " + head.size + " entries at second " + time);
      }
    }
    need(head.signers.contains(""), place + ": not signed with the key that was given");
    return head;
  }

  /** Reads whom the reader asks for. A group may count a party once, whatever keys it has. */
  void policy(String text) throws GeneralSecurityException {
    Set<String> taken = new HashSet<>(Set.of("none")), known = new HashSet<>(), counted = new HashSet<>();
    Map<String, Set<String>> parties = new HashMap<>();
    quorum = null;
    for (String raw : text.split("\n", -1)) {
      String line = raw.replace('\t', ' ').strip(), wrong = "the policy cannot be used: " + line;
      need(!raw.matches(".*[\\x00-\\x08\\x0a-\\x1f\\x7f].*"), wrong);
      if (line.isEmpty() || line.startsWith("#")) continue;
      String[] w = line.split(" +");
      String name = w.length > 1 ? w[1] : "", kind = w[0] + Math.min(w.length, 5);
      if (kind.matches("log[23]")) {
        Key key = key(name);
        need(key != null && key.type == 1 && known.add(hex(key.raw)) && known.add(key.name), wrong);
        need(!key.name.equals(log.name) || key.id.equals(log.id), "the policy knows another key of it");
      } else if (kind.matches("witness[34]")) {
        Key key = key(w[2]);
        need(key != null && key.type != 1 && known.add(hex(key.raw)) && taken.add(name), wrong);
        keys.put(name, key);
        parties.put(name, Set.of(key.name));
      } else if (kind.matches("group[45]")) {
        List<String> of = List.of(w).subList(3, w.length);
        String asked = w[2].equals("any") ? "1" : w[2].equals("all") ? "" + of.size() : w[2];
        need(asked.matches("[1-9][0-9]{0,3}") && Integer.parseInt(asked) <= of.size() && taken.add(name), wrong);
        Set<String> all = new HashSet<>();
        for (String one : of) {
          need(parties.containsKey(one) && counted.add(one), wrong);
          for (String party : parties.get(one)) need(all.add(party) || asked.equals("1"), wrong);
        }
        groups.put(name, new Group(Integer.parseInt(asked), of));
        parties.put(name, all);
      } else {
        need(kind.equals("quorum2") && quorum == null && (name.equals("none") || parties.containsKey(name)), wrong);
        quorum = name;
      }
    }
    need(quorum != null, "the policy does not say its quorum");
  }

  boolean enough(String name, Set<String> signed) {
    if (!groups.containsKey(name)) return signed.contains(name);
    return groups.get(name).members.stream().filter(one -> enough(one, signed)).count() >= groups.get(name).least;
  }

  /** Checks all of it: true where it holds and, if the reader asks for a quorum, that saw some of it. */
  boolean record() throws IOException, GeneralSecurityException {
    Head head = signed("checkpoint");
    long size = head.size;
    out.println("proved: the checkpoint over " + size + " entries is signed by " + log.name);
    need(Arrays.equals(range(0, size, size), head.root), "tile: the tiles do not give the signed root");
    for (int level = 6; level >= 0; level--) {
      int up = 8 * (level + 1);
      for (long i = 0; i < size >> up; i++) {
        byte[] above = range(i << up, (i + 1) << up, size), below = over(tile(level, i, size), 0, WIDE);
        need(Arrays.equals(above, below), path("" + level, i, size, level) + ": not what the tile above says");
      }
    }
    for (long i = 0; i * WIDE < size; i++) bundle(i, size);
    out.println("proved: all " + size + " entries are those that were signed, in their order");
    long seen = enough(quorum, head.signers) ? size : -1;
    String[] others = dir.resolve("cosigned").toFile().list((folder, name) -> !name.endsWith(".new"));
    for (String name : new TreeSet<>(List.of(others == null ? new String[0] : others))) {
      String place = "cosigned/" + name;
      Head other = signed(place);
      need(other.size <= size, place + ": a later checkpoint was signed: a rollback, or a part is missing");
      need(Arrays.equals(range(0, other.size, size), other.root), place + ": FORK: two pasts were signed");
      if (enough(quorum, other.signers)) seen = Math.max(seen, other.size);
    }
    if (seen >= 0) out.println("proved: the first " + seen + " entries are witnessed as the policy asks");
    else out.println("not proved: that others saw it; the policy asks for " + quorum);
    out.println("not proved: that an entry is true, that nothing was left out, and when it was");
    return quorum.equals("none") || seen >= 0;
  }

  /** The hash over entries as RFC 6962 section 2.1 defines it, out of the tiles. */
  byte[] range(long from, long to, long size) throws IOException, GeneralSecurityException {
    if (from == to) return sha();
    if (Long.bitCount(to - from) == 1) {
      int height = Long.numberOfTrailingZeros(to - from), level = height / 8;
      long first = from >> 8 * level;
      return over(tile(level, first / WIDE, size), (int) (first % WIDE), 1 << height % 8);
    }
    long middle = from + Long.highestOneBit(to - from - 1);
    return sha(new byte[] {1}, range(from, middle, size), range(middle, to, size));
  }

  static byte[] over(byte[] tile, int first, int count) throws GeneralSecurityException {
    if (count == 1) return Arrays.copyOfRange(tile, first * HASH, (first + 1) * HASH);
    return sha(new byte[] {1}, over(tile, first, count / 2), over(tile, first + count / 2, count / 2));
  }

  static int width(long i, long size, int level) { return (int) Math.min(WIDE, (size >> 8 * level) - i * WIDE); }
  static String path(String kind, long index, long size, int level) {
    String name = "%03d".formatted(index % 1000);
    for (long rest = index / 1000; rest > 0; rest /= 1000) name = "x%03d/".formatted(rest % 1000) + name;
    return "tile/" + kind + "/" + name + (".p/" + width(index, size, level)).replace(".p/" + WIDE, "");
  }

  byte[] tile(int level, long index, long size) throws IOException {
    String path = path("" + level, index, size, level);
    if (near.containsKey(path)) return near.get(path);
    byte[] bytes = read(path, WIDE * HASH);
    boolean full = !Files.exists(dir.resolve(path));
    need(bytes.length == HASH * (full ? WIDE : width(index, size, level)), path + ": too short or too long");
    if (near.size() > 16) near.remove(near.keySet().iterator().next());
    near.put(path, bytes);
    return bytes;
  }

  /** Holds each entry of a bundle, behind its length in two bytes, against its hash. */
  void bundle(long index, long size) throws IOException, GeneralSecurityException {
    String path = path("entries", index, size, 0);
    byte[] hashes = tile(0, index, size);
    ByteBuffer bytes = ByteBuffer.wrap(read(path, WIDE * (2 + 0xffff)));
    for (int i = 0; i < width(index, size, 0); i++) {
      int length = bytes.remaining() < 2 ? NOTE : Short.toUnsignedInt(bytes.getShort());
      need(length <= bytes.remaining(), path + ": ends in the middle of an entry");
      byte[] entry = new byte[length];
      bytes.get(entry);
      need(Arrays.equals(sha(new byte[1], entry), over(hashes, i, 1)),
          path + ": entry " + (index * WIDE + i) + " is not the one that was signed");
    }
    need(!bytes.hasRemaining() || !Files.exists(dir.resolve(path)), path + ": more stands behind its entries");
  }

  /** A plain file of at most so many bytes; in the place of a part of a tile the full one will do. */
  byte[] read(String path, int most) throws IOException {
    Path file = dir.resolve(Files.exists(dir.resolve(path)) ? path : path.replaceFirst("\\.p/[0-9]+$", ""));
    need(Files.isRegularFile(file), path + ": missing, or no plain file");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      need(bytes.length <= most, path + ": too long");
      return bytes;
    }
  }

  /** Base64 in its one spelling, or null. */
  static byte[] base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(utf8(text));
      return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
    } catch (IllegalArgumentException no) { return null; }
  }

  static byte[] utf8(String text) { return text.getBytes(StandardCharsets.UTF_8); }
  static byte[] tail(byte[] bytes, int from) { return Arrays.copyOfRange(bytes, from, bytes.length); }
  static String hex(byte[] bytes) { return HexFormat.of().formatHex(bytes); }
  static byte[] sha(byte[]... parts) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) digest.update(part);
    return digest.digest();
  }
}
