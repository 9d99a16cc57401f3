-- Mock interviews: what was asked, what happened when, what was answered and how it was marked. Reports are computed
-- from these rows. Texts of blueprint and cards are kept as they were, since files change and a report must not.

CREATE TABLE interview (
  id INTEGER NOT NULL PRIMARY KEY,
  uid BLOB NOT NULL UNIQUE,
  blueprint TEXT NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  times TEXT NOT NULL,
  seed TEXT NOT NULL,
  adapted INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  day INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  ended_ms INTEGER,
  action BLOB
) STRICT;

CREATE INDEX interview_action ON interview (action) WHERE action IS NOT NULL;

-- A stretch of talk, such as "Your questions", is a question without a card. `given` are the values of a drill as JSON.
CREATE TABLE interview_question (
  id INTEGER NOT NULL PRIMARY KEY,
  interview_id INTEGER NOT NULL REFERENCES interview (id),
  place INTEGER NOT NULL,
  card_id INTEGER REFERENCES card (id),
  item_id INTEGER REFERENCES item (id),
  name TEXT NOT NULL,
  deck TEXT NOT NULL,
  face TEXT NOT NULL,
  source TEXT NOT NULL,
  given TEXT NOT NULL,
  predicted INTEGER,
  score INTEGER,
  star TEXT NOT NULL,
  note TEXT NOT NULL,
  marked_ms INTEGER,
  UNIQUE (interview_id, place)
) STRICT;

CREATE INDEX interview_question_card ON interview_question (card_id);

-- `follow_up` 0 is the question itself. `passed_ms` is the interview's own time, which only goes on.
CREATE TABLE interview_answer (
  id INTEGER NOT NULL PRIMARY KEY,
  question_id INTEGER NOT NULL REFERENCES interview_question (id),
  follow_up INTEGER NOT NULL,
  text TEXT NOT NULL,
  recording TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  passed_ms INTEGER NOT NULL,
  UNIQUE (question_id, follow_up)
) STRICT;

-- What happened in the round; `interview/run.py` folds it into where the round stands. Rows are only ever added.
CREATE TABLE interview_step (
  seq INTEGER NOT NULL PRIMARY KEY,
  interview_id INTEGER NOT NULL REFERENCES interview (id),
  deed TEXT NOT NULL,
  picks TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  passed_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX interview_step_of ON interview_step (interview_id, seq);

-- `seen` is what the match of the typed answer suggested, `evidence` its words and reason as JSON; `hit` is the mark.
CREATE TABLE interview_point (
  id INTEGER NOT NULL PRIMARY KEY,
  question_id INTEGER NOT NULL REFERENCES interview_question (id),
  point TEXT NOT NULL,
  hit INTEGER NOT NULL,
  seen INTEGER,
  evidence TEXT NOT NULL,
  UNIQUE (question_id, point)
) STRICT;

-- Marks of somebody else, read from the file that came back.
CREATE TABLE interview_rating (
  id INTEGER NOT NULL PRIMARY KEY,
  question_id INTEGER NOT NULL REFERENCES interview_question (id),
  rater TEXT NOT NULL,
  score INTEGER,
  points TEXT NOT NULL,
  note TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  UNIQUE (question_id, rater)
) STRICT;
