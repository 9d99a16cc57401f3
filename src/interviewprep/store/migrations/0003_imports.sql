-- What came from files of other programs. `base` is a card's Markdown as it last came, so that a newer version of the
-- file can be told from the user's own changes; the newest row of a key counts whose action is not voided.
-- `origin` is the deck's name in that program.

CREATE TABLE imported (
  id INTEGER NOT NULL PRIMARY KEY,
  action BLOB NOT NULL,
  key TEXT NOT NULL,
  card_id INTEGER NOT NULL REFERENCES card (id),
  origin TEXT NOT NULL,
  base TEXT NOT NULL
) STRICT;

CREATE INDEX imported_key ON imported (key);
CREATE INDEX imported_card ON imported (card_id);
CREATE INDEX imported_origin ON imported (origin);

-- Files that an action wrote below the folder of the user's own decks, for its undo: what stood there (NULL: nothing),
-- and the digest of what was written.
CREATE TABLE file_change (
  id INTEGER NOT NULL PRIMARY KEY,
  action BLOB NOT NULL,
  path TEXT NOT NULL,
  before BLOB,
  after BLOB NOT NULL
) STRICT;

CREATE INDEX file_change_action ON file_change (action);
