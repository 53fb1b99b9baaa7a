/// What version 3 changed, see `Schema`.
enum Version3 {
    /// Kind, project, task, actor and the like are one word each in the full-text index: `zz`, a letter and the
    /// value in hexadecimal, since a phrase of frequent words takes as long as all their entries. The first
    /// three characters of words have an index of their own. One of the projects is needed no more.
    static let search = """
        DROP TRIGGER entry_text_removed;
        DROP TABLE entry_text;
        DROP VIEW entry_search;
        DROP INDEX entry_project;
        CREATE VIEW entry_search AS SELECT sequence, text, COALESCE(excerpt, '') AS excerpt,
            COALESCE(actor_name, '') AS actor, COALESCE(task_key, '') || ' ' || COALESCE(task_title, '') AS task,
            'zzk' || hex(kind) || ' zzp' || hex(lower(COALESCE(project, '')))
            || COALESCE(' zzt' || hex(lower(task_id)), '') || COALESCE(' zzy' || hex(lower(task_key)), '')
            || COALESCE(' zza' || hex(lower(actor_id)), '')
            || COALESCE(' zzn' || hex(lower(replace(actor_name, ' ', ''))), '') AS facets FROM entry;
        CREATE VIRTUAL TABLE entry_text USING fts5 (
            text, excerpt, actor, task, facets, content = 'entry_search', content_rowid = 'sequence',
            prefix = '3', tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE VIRTUAL TABLE entry_terms USING fts5vocab (entry_text, instance);
        UPDATE indexed SET sequence = 0;
        CREATE TRIGGER entry_text_removed BEFORE DELETE ON entry
            WHEN old.sequence <= (SELECT sequence FROM indexed)
        BEGIN
            INSERT INTO entry_text (entry_text, rowid, text, excerpt, actor, task, facets)
                SELECT 'delete', sequence, text, excerpt, actor, task, facets FROM entry_search
                WHERE sequence = old.sequence;
        END;
        """

    /// Marks of many entries at once by what these are like: which ones, and how far it has come (NULL: to the
    /// end). What it changed is remembered as long as undo reaches.
    static let sweeps = """
        CREATE TABLE sweep (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, mark INTEGER NOT NULL,
            is_set INTEGER NOT NULL, position INTEGER
        );
        CREATE INDEX sweep_pending ON sweep (number) WHERE position IS NOT NULL;
        CREATE TABLE swept (sweep INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (sweep, sequence))
            WITHOUT ROWID;
        """
}
