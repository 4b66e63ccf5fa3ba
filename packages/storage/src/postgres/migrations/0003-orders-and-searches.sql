-- Orders of all kinds: what an order has besides side, volume and levels. Rows from before were market orders.
ALTER TABLE pipwright.orders
  ADD COLUMN type text NOT NULL DEFAULT 'market',
  ADD COLUMN price numeric NOT NULL DEFAULT 0,
  ADD COLUMN limit_price numeric NOT NULL DEFAULT 0,
  ADD COLUMN trailing_distance numeric NOT NULL DEFAULT 0,
  ADD COLUMN lifetime text NOT NULL DEFAULT 'gtc',
  ADD COLUMN expires_at bigint NOT NULL DEFAULT 0,
  ADD COLUMN filling text NOT NULL DEFAULT 'fok',
  ADD COLUMN deviation numeric NOT NULL DEFAULT 0,
  ADD COLUMN oco_group text NOT NULL DEFAULT '';

CREATE TABLE pipwright.searches (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  id text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  symbol text NOT NULL,
  timeframe text NOT NULL,
  started_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
  spec jsonb NOT NULL,
  progress_done bigint NOT NULL,
  progress_total bigint NOT NULL,
  result jsonb,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX searches_newest ON pipwright.searches (tenant_id, started_at DESC, position DESC);

-- Every set of parameters that a search tried, whatever came of it.
CREATE TABLE pipwright.search_trials (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  search_id text NOT NULL,
  number bigint NOT NULL,
  symbol text NOT NULL,
  timeframe text NOT NULL,
  digest text NOT NULL,
  strategy text NOT NULL,
  strategy_digest text NOT NULL,
  parameters jsonb NOT NULL,
  range_from bigint NOT NULL,
  range_to bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('done', 'stopped-early', 'failed')),
  reason text NOT NULL,
  score double precision,
  stage_scores jsonb NOT NULL,
  net bigint NOT NULL,
  trades bigint NOT NULL,
  sharpe double precision CHECK (sharpe IS NOT NULL OR state = 'failed'),
  days bigint NOT NULL,
  fills text NOT NULL,
  returns_blob text,
  returns_row bigint,
  tried_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, search_id, number),
  FOREIGN KEY (tenant_id, search_id) REFERENCES pipwright.searches (tenant_id, id)
);
-- What is counted when a Sharpe ratio of a series is deflated.
CREATE INDEX search_trials_of_series ON pipwright.search_trials (tenant_id, symbol, timeframe, digest);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['searches', 'search_trials'] LOOP
    EXECUTE format('ALTER TABLE pipwright.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE pipwright.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON pipwright.%I USING (tenant_id = current_setting(''pipwright.tenant'', true))',
      name
    );
  END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE ON pipwright.searches TO pipwright_application;
GRANT SELECT, INSERT ON pipwright.search_trials TO pipwright_application;
