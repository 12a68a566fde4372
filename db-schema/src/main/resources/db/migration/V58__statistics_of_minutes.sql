-- As V55: how many events a project has, in a day, an hour or a minute, is known of the index's new expression once it
-- has been analysed. Nothing is locked.
ANALYZE events;
