import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { accountWithRole } from '../../lib/model/organization';
import { alertTopicName } from '../../lib/model/platform';
import type { FixesSwitch } from '../../lib/remediation/fixes-switch';
import { callerArn, ledgerOf } from './hub-calls';
import { type Choice, loadValid } from './load';

/** Stops or resumes every fix of the organization. The ledger keeps who did and why, and whoever gets alerts hears of it. */
export async function fixes(
  root: string,
  state: string,
  options: Choice & { readonly because?: string },
): Promise<void> {
  if (state !== 'on' && state !== 'off') throw new Error(`fixes are switched 'on' or 'off', not '${state}'`);
  if (!options.because?.trim()) throw new Error(`fixes ${state}: say why with --because; the ledger keeps it`);
  const { organization } = loadValid(root, options.org);
  const change: FixesSwitch = {
    off: state === 'off',
    because: options.because,
    by: await callerArn(organization),
    at: new Date().toISOString(),
  };
  await ledgerOf(organization).switchFixes(change);
  process.stdout.write(`fixes are ${state} in all of ${organization.name} from now on\n`);
  const { partition, homeRegion } = organization;
  const account = accountWithRole(organization, 'security').id;
  await new SNSClient({ region: homeRegion }).send(
    new PublishCommand({
      TopicArn: `arn:${partition}:sns:${homeRegion}:${account}:${alertTopicName}`,
      Subject: `all fixes: ${state}`,
      Message: `${change.by} switched all fixes ${state} at ${change.at}: ${change.because}`,
    }),
  );
}
