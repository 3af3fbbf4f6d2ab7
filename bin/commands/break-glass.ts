import { SendTaskFailureCommand, SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { switchArn } from '../../lib/model/break-glass';
import { accountWithRole, type Organization } from '../../lib/model/organization';
import { callerArn } from './hub-calls';
import { type Choice, loadValid } from './load';

interface Deed {
  readonly organization: Organization;
  readonly token: string | undefined;
  readonly because: string | undefined;
}

const deeds: Readonly<Record<string, (deed: Deed) => Promise<string>>> = { open, approve, refuse };

/** Asks for break-glass access, or answers whoever asks. AWS decides by the caller's role who may do which. */
export async function breakGlass(
  root: string,
  name: string,
  token: string | undefined,
  { org, because }: Choice & { readonly because?: string },
): Promise<void> {
  const deed = deeds[name];
  if (!deed) throw new Error(`break-glass takes ${Object.keys(deeds).join(', ')}, not '${name}'`);
  const { organization } = loadValid(root, org);
  if (!organization.access?.breakGlass) {
    throw new Error(`${organization.name}: nobody may break the glass; add access.breakGlass to organization.yaml`);
  }
  process.stdout.write(`${await deed({ organization, token, because })}\n`);
}

async function open({ organization, because }: Deed): Promise<string> {
  if (!because?.trim()) throw new Error('break-glass open: say why with --because; everybody will read it');
  const { partition, homeRegion } = organization;
  const stateMachineArn = switchArn(partition, homeRegion, String(accountWithRole(organization, 'security').id));
  const input = JSON.stringify({ reason: `${because} (${await callerArn(organization)})` });
  await stepsIn(organization).send(new StartExecutionCommand({ stateMachineArn, input }));
  return 'asked; it opens once somebody has agreed';
}

async function approve({ organization, token }: Deed): Promise<string> {
  const taskToken = known(token);
  const output = JSON.stringify({ approvedBy: await callerArn(organization) });
  await stepsIn(organization).send(new SendTaskSuccessCommand({ taskToken, output }));
  return `agreed; it is open for ${organization.access?.breakGlass?.minutes} minutes`;
}

async function refuse({ organization, token, because }: Deed): Promise<string> {
  const answer = { taskToken: known(token), error: 'Refused', ...(because && { cause: because }) };
  await stepsIn(organization).send(new SendTaskFailureCommand(answer));
  return 'refused';
}

function known(token: string | undefined): string {
  if (!token) throw new Error('give the token from the alert');
  return token;
}

const stepsIn = ({ homeRegion: region }: Organization): SFNClient => new SFNClient({ region });
