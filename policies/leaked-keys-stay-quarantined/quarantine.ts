const name = 'AWSCompromisedKeyQuarantine';

/** The policies that AWS attaches to a user whose key it found in public; later versions end in `V2`, `V3` … */
export const quarantineArns = (partition: string): string => `arn:${partition}:iam::aws:policy/${name}*`;
export const knownQuarantines = [name, `${name}V2`, `${name}V3`] as const;

export const isQuarantine = (arn: string): boolean => /^arn:[^:]+:iam::aws:policy\//.test(arn) && isNamed(arn);

/** AWS used to write the same policy into the user. */
export const isInlineQuarantine = (policyName: string): boolean => policyName.startsWith(name);

const isNamed = (arn: string): boolean => isInlineQuarantine(arn.slice(arn.lastIndexOf('/') + 1));
