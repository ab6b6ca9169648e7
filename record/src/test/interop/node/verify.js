// Checks checkpoints and proofs with the verifier inside npm: each line in is a folder, a key and a
// tlog-proof with its entry (files), divided by tabs; each line out is "ok" or "no" and why.
'use strict';
const fs = require('fs');
const crypto = require('crypto');
const readline = require('readline');
const { verifyCheckpoint } = require('./node_modules/@sigstore/verify/dist/tlog/checkpoint.js');
const { verifyMerkleInclusion } = require('./node_modules/@sigstore/verify/dist/tlog/merkle.js');

function log(vkey) {
  const [name, id, key] = [...vkey.split('+', 2), vkey.split('+').slice(2).join('+')];
  const spki = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(key, 'base64').subarray(1),
  ]);
  return {
    logID: Buffer.from(id, 'hex'),
    baseURL: name,
    publicKey: crypto.createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  };
}

function check(vkey, proofFile, entryFile) {
  const proof = fs.readFileSync(proofFile, 'utf8');
  const divide = proof.indexOf('\n\n');
  const lines = proof.slice(0, divide).split('\n');
  const entry = {
    canonicalizedBody: fs.readFileSync(entryFile),
    inclusionProof: {
      logIndex: lines[1].slice('index '.length),
      hashes: lines.slice(2).map((line) => Buffer.from(line, 'base64')),
      checkpoint: { envelope: proof.slice(divide + 2) },
    },
  };
  verifyMerkleInclusion(entry, verifyCheckpoint(entry, [log(vkey)]));
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const [vkey, proofFile, entryFile] = line.split('\t');
  try {
    check(vkey, proofFile, entryFile);
    console.log('ok');
  } catch (wrong) {
    console.log('no', String(wrong.message).replaceAll('\n', ' '));
  }
});
