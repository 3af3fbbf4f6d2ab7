import type { Json, JsonObject } from '../../lib/model/json';
import { isObject } from '../../lib/model/json';
import { logQueries } from '../../lib/model/log-queries/log-queries';
import { fixHistoryFolder } from '../../lib/model/log-tables/fixes-table';
import { flowLogFormat } from '../../lib/model/log-tables/flow-table';
import { defaultLogs, type RecordedElsewhere } from '../../lib/model/logs';
import { resolve, resourcesOfType, type Template } from '../../lib/model/template';
import { aBusyLedger } from './a-ledger';
import { anOrganization, memberAccounts } from './an-organization';
import { type HiveType, hiveType, within } from './hive-type';
import { unknownNames } from './sql-names';
import { synthesize } from './synthesize';

interface Column {
  readonly Name: string;
  readonly Type: string;
}
interface Table {
  readonly Name: string;
  readonly Parameters: Readonly<Record<string, string>>;
  readonly PartitionKeys: readonly Column[];
  readonly StorageDescriptor: {
    readonly Location: string;
    readonly Columns: readonly Column[];
    readonly InputFormat: string;
    readonly SerdeInfo: {
      readonly SerializationLibrary: string;
      readonly Parameters?: Readonly<Record<string, string>>;
    };
  };
}

const templateOf = (changes: Parameters<typeof anOrganization>[0] = {}): Template => {
  const found = synthesize(anOrganization(changes)).stacks.find(({ name }) => name === 'breakwater-log-archive');
  if (!found) throw new Error('no stack breakwater-log-archive');
  return found.template;
};
const template = templateOf();
const propertiesOf = (type: string, of = template) =>
  resourcesOfType(of, type).map(([, { Properties }]) => resolve(Properties ?? {}, {}) as JsonObject);
const tables = new Map(
  propertiesOf('AWS::Glue::Table').map(({ TableInput }) => {
    const table = TableInput as unknown as Table;
    return [table.Name, table];
  }),
);
const tableNamed = (name: string): Table => {
  const table = tables.get(name);
  if (!table) throw new Error(`no table ${name}; there are ${[...tables.keys()].join(', ')}`);
  return table;
};

// Keys as the services write them, from their documentation, and what the folder says.
test.each([
  {
    table: 'trail',
    key: 'breakwater-trail-000000000002-eu-west-1/AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-east-2/2026/01/09/111122223333_CloudTrail_us-east-2_20260109T2310Z_mn7Fdsbkxzp3oGnq.json.gz',
    says: { account: '111122223333', region: 'us-east-2', day: '2026/01/09' },
  },
  {
    table: 'config',
    key: 'breakwater-config-000000000002-eu-west-1/AWSLogs/111122223333/Config/eu-west-1/2026/1/9/ConfigHistory/111122223333_Config_eu-west-1_ConfigHistory_AWS::S3::Bucket_20260109T011827Z_20260109T011827Z_1.json.gz',
    says: {
      account: '111122223333',
      region: 'eu-west-1',
      year: '2026',
      month: '1',
      day: '9',
      delivery: 'ConfigHistory',
    },
  },
  {
    table: 'flow',
    key: 'breakwater-flow-logs-000000000002-eu-west-1/AWSLogs/111122223333/vpcflowlogs/eu-central-1/2026/11/21/111122223333_vpcflowlogs_eu-central-1_fl-1234abcd_20261121T1620Z_fe123456.log.gz',
    says: { account: '111122223333', region: 'eu-central-1', day: '2026/11/21' },
  },
  {
    table: 'dns',
    key: 'breakwater-dns-logs-000000000002-eu-west-1/AWSLogs/111122223333/vpcdnsquerylogs/vpc-7example/2026/11/21/111122223333_vpcdnsquerylogs_vpc-7example_20261121T1620Z_fe123456.log.gz',
    says: { account: '111122223333', vpc: 'vpc-7example', day: '2026/11/21' },
  },
  {
    table: 'load_balancer_eu_central_1',
    key: 'breakwater-load-balancer-logs-000000000002-eu-central-1/AWSLogs/111122223333/elasticloadbalancing/eu-central-1/2026/11/21/111122223333_elasticloadbalancing_eu-central-1_app.my-loadbalancer.1234567890abcdef_20261121T2200Z_172.160.001.192_20sg8hgm.log.gz',
    says: { account: '111122223333', day: '2026/11/21' },
  },
  {
    table: 'fixes',
    key: `breakwater-fix-history-000000000002-eu-west-1/${fixHistoryFolder}/2026/11/21/breakwater-ledger-history-1-2026-11-21-10-00-00-uuid.json.gz`,
    says: { day: '2026/11/21' },
  },
])('$table is found where it is written', ({ table, key, says }) => {
  const { Parameters, PartitionKeys, StorageDescriptor } = tableNamed(table);
  const folder = `s3://${key.slice(0, key.lastIndexOf('/') + 1)}`;
  const filled = Object.entries(says).reduce(
    (location, [name, value]) => location.replace(`\${${name}}`, value),
    Parameters['storage.location.template'] ?? '',
  );
  expect(filled).toBe(folder);
  expect(PartitionKeys.map(({ Name }) => Name)).toEqual(Object.keys(says));
  expect(folder.startsWith(StorageDescriptor.Location)).toBe(true);
  for (const [name, value] of Object.entries(says)) {
    const { [`projection.${name}.values`]: values, [`projection.${name}.type`]: type } = Parameters;
    expect(['injected', 'enum', 'date', 'integer']).toContain(type);
    if (values) expect(values.split(',')).toContain(value);
  }
});

test.each([...tables.values()])(
  '$Name projects every partition and keeps its own days',
  ({ Parameters, PartitionKeys }) => {
    expect(Parameters['projection.enabled']).toBe('true');
    for (const { Name } of PartitionKeys) expect(Parameters[`projection.${Name}.type`]).toBeDefined();
  },
);

test('a partition begins where the log archive forgets', () => {
  expect(tableNamed('trail').Parameters['projection.day.range']).toBe(
    `NOW-${defaultLogs.keep.trail.expireAfterDays}DAYS,NOW`,
  );
  expect(tableNamed('dns').Parameters['projection.day.range']).toBe(
    `NOW-${defaultLogs.keep.dns.expireAfterDays}DAYS,NOW`,
  );
});

test.each([...tables.values()])('the columns of $Name have types', ({ StorageDescriptor, PartitionKeys }) => {
  const columns = [...StorageDescriptor.Columns, ...PartitionKeys];
  for (const { Type } of columns) expect(hiveType(Type)).toBeDefined();
  expect(new Set(columns.map(({ Name }) => Name)).size).toBe(columns.length);
});

test('accounts add no resource: a thousand of them change the text of two queries', () => {
  const many = templateOf({ accounts: [...anOrganization().accounts, ...memberAccounts(1000)] });
  const [fewer, more] = [template, many].map(({ Resources = {} }) => Object.entries(Resources));
  const before = new Map(fewer?.map(([id, resource]) => [id, JSON.stringify(resource)]));
  const differing = more?.filter(([id, resource]) => JSON.stringify(resource) !== before.get(id));
  expect(more?.map(([id]) => id)).toEqual(fewer?.map(([id]) => id));
  expect(differing?.map(([, { Properties }]) => Properties?.Name)).toEqual([
    'denied calls by account',
    'root in 30 days',
  ]);
});

const columnsOf = ({ StorageDescriptor, PartitionKeys }: Table): Readonly<Record<string, HiveType>> =>
  Object.fromEntries([...StorageDescriptor.Columns, ...PartitionKeys].map(({ Name, Type }) => [Name, hiveType(Type)]));
const schema = Object.fromEntries([...tables.values()].map((table) => [table.Name, columnsOf(table)]));
const queries = logQueries({ accounts: ['111122223333', '444455556666'], tables: [...tables.keys()] });

test.each(queries)('$name asks for what there is', ({ sql }) => expect(unknownNames(sql, schema)).toEqual([]));

test.each([
  ['SELECT eventnam FROM trail', ['eventnam']],
  ['SELECT useridentity.arm FROM trail', ['useridentity.arm']],
  ['SELECT eventname FROM trial', ['trial', 'eventname']],
  ['SELECT any_match(resources, touched -> touched.arm IS NULL) FROM trail', ['touched.arm']],
  ['SELECT max_by(dynamodb.newimage, day) AS entry, entry.state.n FROM fixes', ['entry.state.n']],
])('a mistake is found: %s', (sql, names) => expect(unknownNames(sql, schema)).toEqual(names));

test.each(queries)('$name names the accounts it is about, as their table asks for', ({ sql }) => {
  const asks = [...tables.values()].some(({ Name, Parameters }) =>
    sql.includes(`FROM ${Name}\n`) || sql.includes(`FROM ${Name} `)
      ? Parameters['projection.account.type'] === 'injected'
      : false,
  );
  expect(/account (= \?|IN \('\d{12}')/.test(sql)).toBe(asks);
});

test('every query is deployed, and its answers are encrypted and forgotten', () => {
  expect(
    propertiesOf('AWS::Athena::NamedQuery')
      .map(({ Name }) => Name)
      .sort(),
  ).toEqual(queries.map(({ name }) => name).sort());
  const [workGroup] = propertiesOf('AWS::Athena::WorkGroup');
  expect(workGroup?.WorkGroupConfiguration).toMatchObject({
    EnforceWorkGroupConfiguration: true,
    BytesScannedCutoffPerQuery: 1024 ** 4,
    ResultConfiguration: {
      OutputLocation: 's3://breakwater-query-results-000000000002-eu-west-1/',
      EncryptionConfiguration: { EncryptionOption: 'SSE_KMS' },
    },
  });
});

// As the documentation of application load balancers shows them.
test.each([
  {
    line: 'https 2026-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.com:443/ HTTP/1.1" "curl/7.46.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "www.example.com" "arn:aws:acm:us-east-2:123456789012:certificate/12345678-1234-1234-1234-123456789012" 1 2026-07-02T22:22:48.364000Z "authenticate,forward" "-" "-" "10.0.0.1:80" "200" "-" "-" TID_1234abcd5678ef90',
    says: {
      type: 'https',
      client: '192.168.131.39:2817',
      target: '10.0.0.1:80',
      request: 'GET https://www.example.com:443/ HTTP/1.1',
      domain_name: 'www.example.com',
      actions_executed: 'authenticate,forward',
      error_reason: '-',
    },
  },
  {
    line: 'http 2026-11-30T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 - 0.000 0.001 0.000 502 - 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - - arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337364-23a8c76965a2ef7629b185e3" "-" "-" 0 2026-11-30T22:22:48.364000Z "forward" "-" "LambdaInvalidResponse" "-" "-" "-" "-" TID_1234abcd5678ef90',
    says: { target: '-', elb_status_code: '502', target_status_code: '-', error_reason: 'LambdaInvalidResponse' },
  },
])('a line of a load balancer is read: $says', ({ line, says }) => {
  const { StorageDescriptor } = tableNamed('load_balancer_eu_west_1');
  const groups = new RegExp(`^${StorageDescriptor.SerdeInfo.Parameters?.['input.regex']}$`).exec(line)?.slice(1) ?? [];
  const read = Object.fromEntries(StorageDescriptor.Columns.map(({ Name }, index) => [Name, groups[index]]));
  expect(groups).toHaveLength(StorageDescriptor.Columns.length);
  expect(read).toMatchObject(says);
});

test('a flow log names its fields in the order of the columns, and those of AWS first', () => {
  expect(flowLogFormat).toMatch(
    /^\$\{version\} \$\{account-id\} \$\{interface-id\} \$\{srcaddr\} \$\{dstaddr\} \$\{srcport\} \$\{dstport\} \$\{protocol\} \$\{packets\} \$\{bytes\} \$\{start\} \$\{end\} \$\{action\} \$\{log-status\} /,
  );
  expect(flowLogFormat.split(' ')).toHaveLength(tableNamed('flow').StorageDescriptor.Columns.length);
});

test('what the ledger records is what the table of fixes reads', async () => {
  const { dynamodb } = columnsOf(tableNamed('fixes'));
  const entries = (await aBusyLedger()).filter(({ dynamodb: { Keys } }) => /"(fix#|switch)/.test(JSON.stringify(Keys)));
  // The search goes by what can be asked for: before-images and plans are of a shape of their own.
  const shapeless = ['before', 'change', 'earlier', 'coalesced', 'sk', 'fence', 'expires'];
  const unread = entries.flatMap(({ dynamodb: { NewImage = {} } }) =>
    Object.entries(NewImage)
      .filter(([name]) => !shapeless.includes(name))
      .flatMap(([name, value]) => pathsIn(value as Json, [name]))
      .filter((path) => within(dynamodb, ['newimage', ...path.map((part) => part.toLowerCase())])?.kind !== 'plain'),
  );
  expect(unread.map((path) => path.join('.'))).toEqual([]);
});

function pathsIn(value: Json, path: readonly string[]): readonly (readonly string[])[] {
  if (!isObject(value)) return [path];
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner as Json, [...path, name]));
}

describe('where another trail records management events', () => {
  const asked = (recordedElsewhere: RecordedElsewhere) => {
    const of = templateOf({ logs: { ...defaultLogs, trail: { insights: false, recordedElsewhere } } });
    const found = propertiesOf('AWS::Glue::Table', of).map(({ TableInput }) => TableInput as unknown as Table);
    return {
      locations: Object.fromEntries(
        found.flatMap(({ Name, Parameters }) =>
          ['trail', 'data_events'].includes(Name) ? [[Name, Parameters['storage.location.template']]] : [],
        ),
      ),
      questions: propertiesOf('AWS::Athena::NamedQuery', of).map(({ Name }) => Name),
    };
  };
  const folder = 'AWSLogs/o-exampleorgid/${account}/CloudTrail/${region}/${day}/';
  const ours = `s3://breakwater-trail-000000000002-eu-west-1/${folder}`;

  test('who did what is asked of its bucket', () => {
    const { locations, questions } = asked({ bucket: 'theirs', prefix: 'o-exampleorgid' });
    expect(locations).toEqual({ trail: `s3://theirs/o-exampleorgid/${folder}`, data_events: ours });
    expect(questions).toHaveLength(queries.length);
  });

  test('and of nothing where nobody knows the bucket', () => {
    const { locations, questions } = asked({});
    expect(locations).toEqual({ data_events: ours });
    expect(questions).toEqual(['fixes by guardrail', 'what a resource was like']);
  });
});
