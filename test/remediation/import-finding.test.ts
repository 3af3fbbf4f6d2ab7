import { attend } from '../../lib/remediation/attend';
import { securityHubFinding } from '../../lib/remediation/import-finding';
import type { LedgerRecord } from '../../lib/remediation/outcome';
import { aLoop, facts, incident, type Settings } from './a-loop';

const guardrail = { title: 'Doors are closed', severity: 'high' } as const;

async function published(settings: Settings = {}): Promise<readonly LedgerRecord[]> {
  const { loop, world } = aLoop(settings);
  await attend(loop, incident);
  return world.published;
}

test('what is reported and later fixed is one finding, open and then resolved', async () => {
  const [reported] = await published({ mode: 'notify' });
  const [fixed] = await published();
  const [open, resolved] = [reported, fixed].map((record) =>
    securityHubFinding(facts, guardrail, record as LedgerRecord),
  );
  expect(open).toMatchObject({ RecordState: 'ACTIVE', Compliance: { Status: 'FAILED' }, Severity: { Label: 'HIGH' } });
  expect(resolved).toMatchObject({ Id: open?.Id, RecordState: 'ARCHIVED', Compliance: { Status: 'PASSED' } });
  expect(open).toMatchObject({
    AwsAccountId: facts.securityAccount,
    ProductArn: 'arn:aws:securityhub:eu-west-1:222233334444:product/222233334444/default',
    Resources: [{ Id: 'arn:aws:s3:::orders', Tags: { Account: '111122223333' } }],
  });
});

test('where a guardrail only observes nobody is told, Security Hub neither', async () => {
  expect(await published({ mode: 'observe' })).toEqual([]);
});

test('long words are cut to what Security Hub takes', async () => {
  const [record] = await published();
  const long = { ...(record as LedgerRecord), finding: 'x'.repeat(5000) };
  expect(securityHubFinding(facts, { ...guardrail, title: 'y'.repeat(5000) }, long)).toMatchObject({
    Title: 'y'.repeat(256),
    Description: 'x'.repeat(1024),
  });
});
