-- What somebody made of all events of a sweep up to one, such as its line in a list, so that it need
-- not be made again. Everything here can be made from the events and may be deleted at any time.
CREATE TABLE sweep_memo (
  sweep    BIGINT NOT NULL REFERENCES sweep,
  what     VARCHAR(32) NOT NULL,
  sequence BIGINT NOT NULL,
  body     VARCHAR NOT NULL,
  PRIMARY KEY (sweep, what)
);
