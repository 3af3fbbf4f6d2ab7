import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describeTrouble } from '../../bin/commands/describe-trouble';
import { root } from './project';

const trouble = (properties: object, message = 'said AWS') => Object.assign(new Error(message), properties);

test.each([
  [
    'no credentials',
    trouble({ name: 'CredentialsProviderError' }),
    'there are no AWS credentials here; sign in to the security account, ',
  ],
  [
    'old credentials',
    trouble({ name: 'ExpiredToken' }),
    'these AWS credentials have expired; sign in to the security account, ',
  ],
  [
    'an error that another one caused',
    new Error('DescribeOrganization failed', { cause: trouble({ name: 'InvalidClientTokenId' }) }),
    'AWS does not know these credentials; sign in',
  ],
  [
    'what is in another account',
    trouble({ name: 'ResourceNotFoundException' }),
    'AWS finds nothing there: said AWS; deploy it first, or sign in',
  ],
  [
    'no network',
    trouble({ code: 'ENOTFOUND', hostname: 'sts.eu-west-1.amazonaws.com' }),
    'AWS cannot be reached at sts.eu-west-1.amazonaws.com; look at your network: said AWS',
  ],
  ['no file', trouble({ code: 'ENOENT', path: '/nope' }), '/nope: there is no such file or folder'],
  ['an error that says what to do', new Error('add a unit'), 'add a unit'],
  ['no error at all', 'text', 'text'],
])('%s is told with what to do', (_, error, message) => {
  expect(describeTrouble(error, 'security').slice(0, message.length)).toBe(message);
});

test.each([['sync'], ['accounts'], ['reconcile', '--plan'], ['undo', 'x'], ['approve', 'x']])(
  '%s without credentials says so in one line',
  (...args) => {
    const env = {
      PATH: process.env.PATH,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
    const command = [join(root, 'bin/breakwater.js'), ...args, '--org', 'example'];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^there are no AWS credentials here; sign in to the (management|security) account, .*\n$/);
  },
);
