// TypeScript to JavaScript through swc and .swcrc, kept by content: nothing to build, nothing stale.
// Packages are required on first use (.swcrc: lazy), so that synth never pays for the AWS SDK
// clients (170 ms for EC2's alone) that only fixes and drills need.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const cache = join(root, 'node_modules', '.cache', 'breakwater');
let salt;

function transpile(source, fileName) {
  salt ??= createHash('sha1')
    .update(readFileSync(join(root, '.swcrc')))
    .update(readFileSync(join(root, 'node_modules/@swc/core/package.json')));
  const kept = join(cache, `${salt.copy().update(fileName).update(source).digest('hex')}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = require('@swc/core').transformSync(source, { filename: fileName, sourceMaps: false });
    keep(kept, code);
    return code;
  }
}

// Written beside and renamed, so that a second process never reads half a file; a read-only checkout only loses speed.
function keep(file, code) {
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file);
  } catch {}
}

// ts-node asks for a map and pays for it on every load; traces of transpiled code are near enough without.
const noMap = '{"version":3,"sources":[],"names":[],"mappings":""}';

/** For ts-node's `transpiler` option (tsconfig.json). */
exports.create = () => ({
  transpile: (source, { fileName }) => ({ outputText: transpile(source, fileName), sourceMapText: noMap }),
});

/** For whatever runs us, and starts in half of ts-node's time since it need not load the compiler. */
exports.register = () => {
  // First of all extensions, so that our own files are found at once.
  const others = { ...require.extensions };
  for (const extension of Object.keys(others)) delete require.extensions[extension];
  require.extensions['.ts'] = (module, fileName) => {
    module._compile(transpile(readFileSync(fileName, 'utf8'), fileName), fileName);
  };
  Object.assign(require.extensions, others);
};
