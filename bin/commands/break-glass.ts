import { SendTaskFailureCommand, SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { switchArn } from '../../lib/model/break-glass';
import { accountWithRole } from '../../lib/model/organization';
import { callerArn } from './hub-calls';
import { type Choice, loadValid } from './load';

/** Asks for break-glass access, or answers whoever asks. AWS decides by the caller's role who may do which. */
export async function breakGlass(
  root: string,
  deed: string,
  taskToken: string | undefined,
  { org, because }: Choice & { readonly because?: string },
): Promise<void> {
  const { organization } = loadValid(root, org);
  const settings = organization.access?.breakGlass;
  if (!settings) throw new Error(`${organization.name}: has no access.breakGlass in organization.yaml`);
  const { partition, homeRegion } = organization;
  const steps = new SFNClient({ region: homeRegion });
  if (deed === 'open') {
    if (!because?.trim()) throw new Error('break-glass open: say why with --because; everybody will read it');
    const stateMachineArn = switchArn(partition, homeRegion, String(accountWithRole(organization, 'security').id));
    const reason = `${because} (${await callerArn(organization)})`;
    await steps.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ reason }) }));
    process.stdout.write(
      `asked; once somebody of ${settings.approvers} agrees it is open for ${settings.minutes} minutes\n`,
    );
    return;
  }
  if (!taskToken) throw new Error(`break-glass ${deed}: give the token from the alert`);
  if (deed === 'approve') {
    const output = JSON.stringify({ approvedBy: await callerArn(organization) });
    await steps.send(new SendTaskSuccessCommand({ taskToken, output }));
    process.stdout.write(`agreed; it is open for ${settings.minutes} minutes\n`);
  } else if (deed === 'refuse') {
    await steps.send(new SendTaskFailureCommand({ taskToken, error: 'Refused', cause: because ?? 'no reason given' }));
    process.stdout.write('refused\n');
  } else throw new Error(`break-glass is opened, approved or refused, not '${deed}'`);
}
