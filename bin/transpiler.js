// TypeScript to JavaScript through swc and .swcrc, kept by content: nothing to build, nothing stale.
// Packages are required on first use (.swcrc: lazy), so that synth never pays for the AWS SDK
// clients (170 ms for EC2's alone) that only fixes and drills need.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const cache = join(root, 'node_modules', '.cache', 'breakwater');
let salt;
const noMap = '{"version":3,"sources":[],"names":[],"mappings":""}';

function transpile(source, fileName) {
  salt ??=
    readFileSync(join(root, '.swcrc'), 'utf8') +
    readFileSync(join(root, 'node_modules/@swc/core/package.json'), 'utf8');
  const kept = join(cache, `${createHash('sha1').update(salt).update(fileName).update(source).digest('hex')}.json`);
  try {
    return JSON.parse(readFileSync(kept, 'utf8'));
  } catch {
    const { code, map } = require('@swc/core').transformSync(source, { filename: fileName, sourceMaps: true });
    keep(kept, { code, map });
    return { code, map };
  }
}

// Written beside and renamed, so that a second process never reads half a file; a read-only checkout only loses speed.
function keep(file, result) {
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(result));
    renameSync(`${file}.${process.pid}`, file);
  } catch {}
}

/** For ts-node's `transpiler` option (tsconfig.json). */
exports.create = () => ({
  transpile(source, { fileName }) {
    const { code, map } = transpile(source, fileName);
    return { outputText: code, sourceMapText: noMap };
  },
});

/** For the command line, which starts in half of ts-node's time since it need not load the compiler. */
exports.register = () => {
  require.extensions['.ts'] = (module, fileName) => {
    module._compile(transpile(readFileSync(fileName, 'utf8'), fileName).code, fileName);
  };
};
