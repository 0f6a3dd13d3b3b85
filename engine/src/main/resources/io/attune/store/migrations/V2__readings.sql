-- Readings that others record join those of reports in metric_point. A report's step is in the key;
-- recorded readings may repeat steps or go back, so their key counts them and step has a column.
-- Series of recorded readings have attempt 0. millis is when a reading was measured, since 1970.

ALTER TABLE metric_point ADD COLUMN step BIGINT;
ALTER TABLE metric_point ADD COLUMN millis BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE metric_series ADD COLUMN last_millis BIGINT DEFAULT 0 NOT NULL;

-- The lowest and the highest of each full stretch of 256 readings, so that a long series is drawn
-- without reading all of it: id = series * 2^36 + number of the block.
CREATE TABLE metric_block (
  id          BIGINT PRIMARY KEY,
  from_place  BIGINT NOT NULL,
  to_place    BIGINT NOT NULL,
  first_step  BIGINT NOT NULL,
  last_step   BIGINT NOT NULL,
  low_place   BIGINT NOT NULL,
  low_step    BIGINT NOT NULL,
  low_millis  BIGINT NOT NULL,
  low         DOUBLE PRECISION NOT NULL,
  high_place  BIGINT NOT NULL,
  high_step   BIGINT NOT NULL,
  high_millis BIGINT NOT NULL,
  high        DOUBLE PRECISION NOT NULL
);
