-- Facts from outside the candles. A row is known from `available_at` on; nobody before that moment may see it.
-- A correction is a new row with a later `available_at`: what was known then stays known then.

CREATE TABLE pipwright.calendar (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  position bigint GENERATED ALWAYS AS IDENTITY,
  source text NOT NULL,
  available_at bigint NOT NULL,
  time bigint NOT NULL,
  currency text NOT NULL,
  impact smallint NOT NULL CHECK (impact BETWEEN 0 AND 3),
  event text NOT NULL,
  actual double precision,
  forecast double precision,
  previous double precision,
  PRIMARY KEY (tenant_id, event, currency, time, available_at)
);

CREATE TABLE pipwright.positioning (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  position bigint GENERATED ALWAYS AS IDENTITY,
  source text NOT NULL,
  available_at bigint NOT NULL,
  time bigint NOT NULL,
  currency text NOT NULL,
  open_interest double precision NOT NULL,
  non_commercial_long double precision NOT NULL,
  non_commercial_short double precision NOT NULL,
  commercial_long double precision NOT NULL,
  commercial_short double precision NOT NULL,
  PRIMARY KEY (tenant_id, currency, time, available_at)
);

CREATE TABLE pipwright.rates (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  position bigint GENERATED ALWAYS AS IDENTITY,
  source text NOT NULL,
  available_at bigint NOT NULL,
  time bigint NOT NULL,
  currency text NOT NULL,
  rate_percent double precision NOT NULL,
  PRIMARY KEY (tenant_id, currency, time, available_at)
);

-- Several texts of one moment may have the same scores: the row as a whole is its identity.
CREATE TABLE pipwright.sentiment (
  tenant_id text NOT NULL DEFAULT current_setting('pipwright.tenant', true) CHECK (tenant_id <> ''),
  position bigint GENERATED ALWAYS AS IDENTITY,
  source text NOT NULL,
  available_at bigint NOT NULL,
  currency text NOT NULL,
  score double precision NOT NULL,
  relevance double precision NOT NULL,
  PRIMARY KEY (tenant_id, currency, available_at, score, relevance)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['calendar', 'positioning', 'rates', 'sentiment'] LOOP
    EXECUTE format('CREATE INDEX %I ON pipwright.%I (tenant_id, available_at, position)', name || '_known', name);
    EXECUTE format('ALTER TABLE pipwright.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE pipwright.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON pipwright.%I USING (tenant_id = current_setting(''pipwright.tenant'', true))',
      name
    );
    EXECUTE format('GRANT SELECT, INSERT ON pipwright.%I TO pipwright_application', name);
  END LOOP;
END
$$;
