import type { IamStatement } from '../policy/policy-document';

/** A statement for each service of these actions, on whatever they are about. */
export function actionStatements(actions: readonly string[], resource = '*'): readonly IamStatement[] {
  const services = [...new Set(actions.map(serviceOf))];
  return services.map((service) => ({
    Sid: service[0]?.toUpperCase() + service.slice(1).replaceAll('-', ''),
    Effect: 'Allow',
    Action: actions.filter((action) => serviceOf(action) === service),
    Resource: resource,
  }));
}

function serviceOf(action: string): string {
  return String(action.split(':')[0]);
}
