-- Reports have had their time all along: in their events.

MERGE INTO metric_point AS p
USING (
  SELECT s.id * 68719476736 + e.step AS id, CAST(EXTRACT(EPOCH FROM e.at) * 1000 AS BIGINT) AS millis
  FROM event e
  JOIN metric_series s
    ON s.sweep = e.id / 1099511627776 AND s.trial = e.trial AND s.attempt = e.attempt
  WHERE e.kind = 'reported'
) AS n
ON p.id = n.id
WHEN MATCHED THEN UPDATE SET millis = n.millis;

UPDATE metric_series SET last_millis = COALESCE(
  (SELECT p.millis FROM metric_point p WHERE p.id = metric_series.id * 68719476736 + last_step), 0);
