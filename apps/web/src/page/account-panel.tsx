import type { AccountMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Facts, Panel, Signed } from '../components/index.ts';
import { formatMoney, formatPercent } from '../format/index.ts';

/** Money on the account, with MetaTrader's names. */
export function AccountPanel({ account }: { readonly account: AccountMessage }): ReactElement {
  const { minorDigits, currency, initialBalance, balance, equity, margin, freeMargin, marginLevel, dayProfit } =
    account;
  const amount = (minor: number): string => formatMoney(minor, minorDigits);
  const gain = equity - initialBalance;
  const gainFraction = initialBalance === 0 ? null : gain / initialBalance;
  return (
    <Panel title={`Account (${currency})`} className="account-panel">
      <div className="equity-now">
        <span className="soft">Equity</span>
        <strong className="number">{amount(equity)}</strong>
        <Signed
          value={gain}
          text={`${formatMoney(gain, minorDigits, 'always')} (${formatPercent(gainFraction, 'always')})`}
          arrow
        />
      </div>
      <Facts
        facts={[
          { name: 'Balance', value: amount(balance) },
          { name: 'Margin', value: amount(margin) },
          { name: 'Free margin', value: amount(freeMargin) },
          { name: 'Margin level', value: marginLevel === null ? 'N/A (nothing open)' : formatPercent(marginLevel) },
          {
            name: 'Day profit',
            value: <Signed value={dayProfit} text={formatMoney(dayProfit, minorDigits, 'always')} arrow />,
          },
          { name: 'Max drawdown', value: formatPercent(account.maximumDrawdown) },
          { name: 'Started with', value: amount(initialBalance) },
        ]}
      />
      <p className="hint">The day starts at 17:00 New York. Drawdown is the largest fall of equity from its peak.</p>
    </Panel>
  );
}
