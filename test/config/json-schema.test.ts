import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { organizationJsonSchema, policyTestsJsonSchema } from '../../lib/config/json-schema';
import { isObject } from '../../lib/model/json';

const schemas = [
  ['organization', organizationJsonSchema()],
  ['policy-tests', policyTestsJsonSchema()],
] as const;

describe.each(schemas)('of %s', (name, schema) => {
  it('is kept fresh for editors', () => {
    const file = join(__dirname, `../../organizations/${name}.schema.json`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schema);
  });

  it('describes every key', () => {
    expect(undescribed(schema, '')).toEqual([]);
  });
});

it('lets accounts be in other files', () => {
  expect(organizationJsonSchema()).toMatchObject({ required: ['name', 'homeRegion', 'governedRegions', 'units'] });
});

/** Paths of properties without a description of their own or of what they refer to. */
function undescribed(node: unknown, path: string): readonly string[] {
  if (!isObject(node)) return [];
  const properties = Object.entries(isObject(node.properties) ? node.properties : {});
  const missing = properties.filter(
    ([, value]) => isObject(value) && !value.description && !value.$ref && !value.allOf,
  );
  return [
    ...missing.map(([key]) => `${path}/${key}`),
    ...Object.entries(node).flatMap(([key, value]) => undescribed(value, `${path}/${key}`)),
  ];
}
