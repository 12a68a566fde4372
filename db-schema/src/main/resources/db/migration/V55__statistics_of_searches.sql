-- How common words are, and how many events a project has, is known of an index's expressions once they have been
-- analysed. Apart from V53, which builds the index: nothing is locked while samples of all days are taken.
ANALYZE events;
