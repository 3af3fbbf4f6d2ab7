import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';
import type { Budgets } from '../../model/budgets';
import { costCategoryName, costCategoryValue, costCategoryValuesIn } from '../../model/cost-category';
import type { Organization } from '../../model/organization';
import { logicalId } from '../logical-id';

export interface UnitBudgetsProps {
  readonly organization: Organization;
  readonly budgets: Budgets;
  /** ARN of the topic that is told, beside those who are written to. */
  readonly topic: string;
}

// Once when it looks as if it will be too much, and twice when it nearly is and is.
const thresholds = [
  { notificationType: 'FORECASTED', threshold: 100 },
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'ACTUAL', threshold: 100 },
] as const;

/** What a month may cost: the whole organization, and units by the cost category, so that none grows with accounts. */
export class UnitBudgets extends Construct {
  readonly #props: UnitBudgetsProps;

  constructor(scope: Construct, id: string, props: UnitBudgetsProps) {
    super(scope, id);
    this.#props = props;
    const { organization: whole, units } = props.budgets;
    // A space, which no unit's budget has there.
    if (whole !== undefined) this.#add('Organization', 'breakwater organization', whole);
    for (const [path, amount] of Object.entries(units)) {
      const values = costCategoryValuesIn(props.organization, path);
      this.#add(logicalId('Unit', path), `breakwater-${costCategoryValue(path)}`, amount, values);
    }
  }

  #add(id: string, budgetName: string, amount: number, values?: readonly string[]): void {
    const { budgets, topic } = this.#props;
    const subscribers = [
      ...budgets.emails.map((address) => ({ subscriptionType: 'EMAIL', address })),
      { subscriptionType: 'SNS', address: topic },
    ];
    new CfnBudget(this, id, {
      budget: {
        budgetName,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount, unit: budgets.currency },
        ...(values && {
          filterExpression: { costCategories: { key: costCategoryName, values: [...values] } },
          metrics: ['UnblendedCost'],
        }),
      },
      notificationsWithSubscribers: thresholds.map(({ notificationType, threshold }) => ({
        notification: { notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
        subscribers,
      })),
    });
  }
}
