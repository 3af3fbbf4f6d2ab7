#!/usr/bin/env node

require('./transpiler').register();
require('./breakwater.ts');
