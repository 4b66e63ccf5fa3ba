-- The first tables of the ledger. Every table carries its tenant; row-level security is enabled and forced on each.
-- Money is in whole minor units, times are UTC epoch milliseconds, prices and volumes are exact decimals.
-- `position` is the order in which rows were stored.

GRANT USAGE ON SCHEMA pipwright TO pipwright_application;
GRANT SELECT ON pipwright.migrations TO pipwright_application;

CREATE TABLE pipwright.accounts (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  id text NOT NULL,
  currency text NOT NULL,
  initial_balance bigint NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE pipwright.runs (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  id text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  symbol text NOT NULL,
  timeframe text NOT NULL,
  started_at bigint NOT NULL,
  parameters jsonb NOT NULL,
  result jsonb,
  -- Journal sequence up to which the run is accounted for; -1 before its first entry. Locked by whoever appends.
  last_sequence bigint NOT NULL DEFAULT -1,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX runs_newest ON pipwright.runs (tenant_id, started_at DESC, position DESC);

CREATE TABLE pipwright.models (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  id text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  symbol text NOT NULL,
  timeframe text NOT NULL,
  created_at bigint NOT NULL,
  blob text NOT NULL,
  summary jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE pipwright.trials (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  symbol text NOT NULL,
  timeframe text NOT NULL,
  digest text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  sharpe double precision NOT NULL,
  tried_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, symbol, timeframe, digest)
);

-- One row for each step of a journal that the ledger has accounted for.
CREATE TABLE pipwright.entries (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  run_id text NOT NULL,
  sequence bigint NOT NULL,
  account_id text NOT NULL,
  time bigint NOT NULL,
  balance bigint NOT NULL,
  equity bigint NOT NULL,
  PRIMARY KEY (tenant_id, run_id, sequence),
  FOREIGN KEY (tenant_id, run_id) REFERENCES pipwright.runs (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES pipwright.accounts (tenant_id, id)
);

CREATE TABLE pipwright.orders (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  run_id text NOT NULL,
  client_order_id text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  signal_id text NOT NULL,
  symbol text NOT NULL,
  side text NOT NULL,
  volume numeric NOT NULL,
  stop_loss_distance numeric NOT NULL,
  take_profit_distance numeric NOT NULL,
  exit_time bigint NOT NULL,
  created_at bigint NOT NULL,
  state text NOT NULL,
  updated_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, run_id, client_order_id),
  FOREIGN KEY (tenant_id, run_id) REFERENCES pipwright.runs (tenant_id, id)
);
CREATE INDEX orders_newest ON pipwright.orders (tenant_id, run_id, position DESC);

CREATE TABLE pipwright.fills (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  run_id text NOT NULL,
  id text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  client_order_id text NOT NULL,
  position_id text NOT NULL,
  symbol text NOT NULL,
  time bigint NOT NULL,
  side text NOT NULL,
  entry text NOT NULL,
  volume numeric NOT NULL,
  price numeric NOT NULL,
  slippage numeric NOT NULL,
  commission bigint NOT NULL,
  profit bigint NOT NULL,
  exit_reason text,
  PRIMARY KEY (tenant_id, run_id, id),
  FOREIGN KEY (tenant_id, run_id) REFERENCES pipwright.runs (tenant_id, id)
);
CREATE INDEX fills_newest ON pipwright.fills (tenant_id, run_id, position DESC);

CREATE TABLE pipwright.decisions (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  run_id text NOT NULL,
  id text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  time bigint NOT NULL,
  outcome text NOT NULL,
  reason text NOT NULL,
  prediction jsonb NOT NULL,
  checks jsonb NOT NULL,
  PRIMARY KEY (tenant_id, run_id, id),
  FOREIGN KEY (tenant_id, run_id) REFERENCES pipwright.runs (tenant_id, id)
);
CREATE INDEX decisions_newest ON pipwright.decisions (tenant_id, run_id, position DESC);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['accounts', 'runs', 'models', 'trials', 'entries', 'orders', 'fills', 'decisions'] LOOP
    EXECUTE format('ALTER TABLE pipwright.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE pipwright.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON pipwright.%I USING (tenant_id = current_setting(''pipwright.tenant'', true))',
      name
    );
  END LOOP;
END
$$;

-- Nothing is ever deleted. What happened (fills, decisions, entries, trials) is not changed either.
GRANT SELECT, INSERT, UPDATE ON pipwright.accounts, pipwright.runs, pipwright.models, pipwright.orders
  TO pipwright_application;
GRANT SELECT, INSERT ON pipwright.trials, pipwright.entries, pipwright.fills, pipwright.decisions
  TO pipwright_application;
