// Inherited by the workers. CDK's template validator costs 2 s and 290 MiB a process; `npm run check:templates` runs it once.
process.env.CDK_VALIDATION ??= 'false';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

module.exports = {
  testEnvironment: 'node',
  // Tests against the local AWS take seconds each where every core is busy.
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  snapshotSerializers: ['<rootDir>/test/asset-serializer.js'],
};
