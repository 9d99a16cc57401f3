-- Decks and cards are copies of the files, for speed and search; the log and what follows from it are the progress.

CREATE TABLE deck (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  root TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  language TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  read_ns INTEGER NOT NULL,
  digest BLOB NOT NULL,
  problems TEXT NOT NULL,
  gone INTEGER NOT NULL,
  suspended INTEGER NOT NULL,
  new_limit INTEGER,
  review_limit INTEGER
) STRICT;

CREATE TABLE card (
  id INTEGER NOT NULL PRIMARY KEY,
  uid BLOB NOT NULL UNIQUE,
  deck_id INTEGER NOT NULL REFERENCES deck (id),
  position INTEGER NOT NULL,
  line INTEGER NOT NULL,
  written_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  level TEXT NOT NULL,
  leaf TEXT NOT NULL,
  tags TEXT NOT NULL,
  topic TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  source TEXT NOT NULL,
  marked INTEGER NOT NULL,
  retired_ms INTEGER
) STRICT;

CREATE INDEX card_place ON card (deck_id, position);
CREATE INDEX card_leaf ON card (leaf);

CREATE TABLE item (
  id INTEGER NOT NULL PRIMARY KEY,
  card_id INTEGER NOT NULL REFERENCES card (id),
  face TEXT NOT NULL,
  position INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  suspended INTEGER NOT NULL,
  buried_day INTEGER NOT NULL,
  spent_ms INTEGER NOT NULL,
  state INTEGER NOT NULL,
  step INTEGER NOT NULL,
  stability REAL NOT NULL,
  difficulty REAL NOT NULL,
  due_day INTEGER NOT NULL,
  due_ms INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  interval INTEGER NOT NULL,
  reviews INTEGER NOT NULL,
  lapses INTEGER NOT NULL,
  UNIQUE (card_id, face)
) STRICT;

CREATE INDEX item_due ON item (state, due_day);

-- The log. Rows are only ever added. `action` joins the entries of one user action; `voids` names the action that a
-- void takes back; `before` and `after` are the item's memory as JSON.
CREATE TABLE entry (
  seq INTEGER NOT NULL PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  action BLOB NOT NULL,
  kind TEXT NOT NULL,
  card_id INTEGER NOT NULL REFERENCES card (id),
  item_id INTEGER REFERENCES item (id),
  face TEXT NOT NULL,
  rating INTEGER,
  state INTEGER,
  at_ms INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  day INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  note TEXT NOT NULL,
  voids BLOB
) STRICT;

CREATE INDEX entry_item ON entry (item_id, seq);
CREATE INDEX entry_day ON entry (day);
CREATE INDEX entry_action ON entry (action);
CREATE INDEX entry_voids ON entry (voids) WHERE voids IS NOT NULL;

CREATE TABLE fact (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
