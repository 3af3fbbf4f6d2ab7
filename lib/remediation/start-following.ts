import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { isNamed } from '../model/is-named';
import { setting } from './setting';

/** Has a state machine ask after a fix until it has ended. Once for each fix, however often it is asked for. */
export async function startFollowing(fix: string, region: string): Promise<void> {
  const input = JSON.stringify({ follow: fix, function: setting('AWS_LAMBDA_FUNCTION_NAME') });
  const stateMachineArn = setting('FOLLOW_MACHINE');
  try {
    await new SFNClient({ region }).send(new StartExecutionCommand({ stateMachineArn, name: fix, input }));
  } catch (error) {
    if (!isNamed(error, 'ExecutionAlreadyExists')) throw error;
  }
}
