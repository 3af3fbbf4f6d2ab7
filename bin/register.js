// For `node -r`: what cdk.json and package.json run TypeScript with.
require('./transpiler').register();
