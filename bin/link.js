// npm links the commands of dependencies but not a project's own, and npx would install the project afresh to find it.
const { mkdirSync, rmSync, symlinkSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, '..', 'node_modules', '.bin');
mkdirSync(folder, { recursive: true });
rmSync(join(folder, 'breakwater'), { force: true });
symlinkSync(join('..', '..', 'bin', 'breakwater.js'), join(folder, 'breakwater'));
