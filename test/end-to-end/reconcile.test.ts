import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListAWSServiceAccessForOrganizationCommand } from '@aws-sdk/client-organizations';
import { bundleFunctions } from '../../lib/constructs/functions/bundle-functions';
import type { ReconcilerConfiguration } from '../../lib/organizations/reconcile/handler';
import { settleOrganization } from '../../lib/organizations/settle';
import { type LocalAws, startLocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { newManagementAccount } from '../organizations/local-organization';
import { everything } from '../organizations/reconcile/wanted';
import { root } from './project';

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws();
}, 30_000);
afterAll(() => local.stop());

const bundle = bundleFunctions([{ id: 'reconciler', handler: 'lib/organizations/reconcile/handler' }], root).reconciler;

test('its bundle is small', () => {
  expect(bundle?.bytes).toBeLessThan(1_600_000);
});

test('breakwater reconcile --plan tells what is to be done before there is a lock file, and does none of it', async () => {
  const { environment, trusted } = await anOrganizationOnTheLocalAws();
  const folder = mkdtempSync(join(tmpdir(), 'organization-'));
  cpSync(join(root, 'organizations/example'), folder, { recursive: true });
  rmSync(join(folder, 'organization.lock.yaml'));
  const { stdout } = await run([join(root, 'bin/breakwater.js'), 'reconcile', '--plan', '--org', folder], environment);
  expect(stdout).toContain('+ enable trusted access of guardduty.amazonaws.com\n');
  expect(stdout).toContain('+ enable policies of type SERVICE_CONTROL_POLICY\n');
  // The local AWS does not know of StackSets' own access, and that is told as any refusal is.
  expect(stdout).toMatch(
    /✗ look at stack-set-access: account \w+ \(\d{12}\), eu-west-1: DescribeOrganizationsAccess failed/,
  );
  expect(stdout).toMatch(/\d+ changes to make, \d+ to look into\.\n$/);
  expect(await trusted()).toEqual([]);
}, 60_000);

test('an organization that is not the one of the lock file is refused', async () => {
  const { environment } = await anOrganizationOnTheLocalAws();
  const { stdout, stderr } = await run([join(root, 'bin/breakwater.js'), 'reconcile', '--org', 'example'], environment);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/these credentials are of o-\w+, and the lock file of o-exampleorgid; use the right ones/);
}, 60_000);

test('the function, as it is deployed, settles what its configuration says', async () => {
  const { account, environment, trusted } = await anOrganizationOnTheLocalAws();
  const folder = mkdtempSync(join(tmpdir(), 'function-'));
  copyFileSync(String(bundle?.file), join(folder, 'index.js'));
  const settings = everything(
    { members: {} },
    { administrators: [], services: {}, firewallManager: false, securityHubV2: false, renamed: [] },
  );
  const configuration: ReconcilerConfiguration = {
    settings: {
      ...settings,
      policies: [],
      policyTypes: ['SERVICE_CONTROL_POLICY'],
      rootFeatures: [],
      optInRegions: [],
    },
    managementAccount: account,
    roles: { own: {}, everywhere: '' },
  };
  writeFileSync(join(folder, 'configuration.json'), JSON.stringify(configuration));
  const script = `require('./index.js').handler({}, { getRemainingTimeInMillis: () => 120000 }).then((it) => console.log(JSON.stringify(it)))`;
  const { stdout } = await run(['-e', script], environment, folder);
  const lines = stdout.trim().split('\n');
  expect(lines.at(-1)).toBe('{"batchItemFailures":[]}');
  const metric = lines.find((line) => line.includes('"_aws"')) ?? '{}';
  expect(JSON.parse(metric)).toMatchObject({ service: 'reconciler', Unsettled: expect.any(Number) });
  expect(await trusted()).toContain('guardduty.amazonaws.com');
}, 120_000);

async function anOrganizationOnTheLocalAws() {
  const { account, organizations } = await newManagementAccount(local);
  await settleOrganization({ organizations, templates: [] });
  const credentials = await organizations.config.credentials();
  return {
    account,
    environment: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: local.endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      POWERTOOLS_SERVICE_NAME: 'reconciler',
    },
    trusted: async () => {
      const answer = await organizations.send(new ListAWSServiceAccessForOrganizationCommand({}));
      return (answer.EnabledServicePrincipals ?? []).map(({ ServicePrincipal }) => ServicePrincipal);
    },
  };
}

/** A Node process of its own, without blocking the one that keeps the local AWS. */
function run(parameters: readonly string[], environment: Readonly<Record<string, string | undefined>>, cwd = root) {
  return new Promise<{ readonly stdout: string; readonly stderr: string }>((resolve) => {
    const child = spawn(process.execPath, [...parameters], { cwd, env: environment });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.on('close', () => resolve({ stdout, stderr }));
  });
}
