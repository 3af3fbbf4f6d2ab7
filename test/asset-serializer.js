// Asset hashes change with every bundled byte; what a snapshot is about does not.
const hash = /\b[0-9a-f]{64}\b/g;
module.exports = {
  test: (value) => typeof value === 'string' && value.search(hash) >= 0,
  serialize: (value) => JSON.stringify(value.replace(hash, '<ASSET_HASH>')),
};
