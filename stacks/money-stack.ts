import { CfnCostCategory } from 'aws-cdk-lib/aws-ce';
import type { App } from 'aws-cdk-lib/core';
import { CostAlerts } from '../lib/constructs/money/cost-alerts';
import { CostWatch } from '../lib/constructs/money/cost-watch';
import { UnitBudgets } from '../lib/constructs/money/unit-budgets';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { Budgets } from '../lib/model/budgets';
import { costCategoryName, costCategoryRules, noUnit } from '../lib/model/cost-category';
import type { Organization } from '../lib/model/organization';
import { place } from './place';

export interface MoneyStackProps {
  readonly organization: Organization;
  readonly budgets: Budgets;
}

/** Management account, home region: what a month may cost, and what is unlike other months. */
export class MoneyStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, budgets }: MoneyStackProps) {
    super(scope, id, place(organization, 'management'));
    const rules = costCategoryRules(organization);
    const units =
      rules.length > 0 &&
      new CfnCostCategory(this, 'Units', {
        name: costCategoryName,
        ruleVersion: 'CostCategoryExpression.v1',
        rules: JSON.stringify(rules),
        defaultValue: noUnit,
      });
    const alerts = new CostAlerts(this, 'Alerts', { organization, budgets });
    const { topic } = alerts;
    const limits = new UnitBudgets(this, 'Budgets', { organization, budgets, topic });
    if (units) limits.node.addDependency(units);
    const watch = new CostWatch(this, 'Anomalies', { budgets, topic });
    // A topic has to admit them before they are told of it.
    for (const teller of [limits, watch]) teller.node.addDependency(alerts);
  }
}
