import GRDB

/// The tables, as steps from each version to the next. A step that has been released is never edited: files of
/// every version are out there. `PRAGMA user_version` repeats the number, so that a start finds out by one read
/// that there is nothing to do.
enum Schema {
    /// The version this program writes.
    static let version = 3

    /// What `Marks.isUnread` says, for the counters, their index and the recount: 27 is `Marks.uncounted`. A
    /// test holds the two together.
    static let isUnread = "marks & 27 = 0"

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE entry (
                        sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
                        name TEXT NOT NULL, channel TEXT NOT NULL, project TEXT, task_id TEXT, task_key TEXT,
                        task_title TEXT, actor_id TEXT, actor_name TEXT, text TEXT NOT NULL, excerpt TEXT, url TEXT,
                        occurred_at INTEGER NOT NULL, received_at INTEGER NOT NULL, live INTEGER NOT NULL,
                        for_me INTEGER NOT NULL, mine INTEGER NOT NULL, cursor TEXT, payload BLOB NOT NULL,
                        marks INTEGER NOT NULL
                    );
                    CREATE INDEX entry_unread ON entry (project) WHERE marks & 1 = 0;
                    CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
                    """
            )
        }
        migrator.registerMigration("2") { database in
            for step in [unreadCounter, lists, search, marksOfOthers, documents] {
                try database.execute(sql: step)
            }
            try database.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("3") { database in
            for step in [Version3.search, Version3.sweeps] { try database.execute(sql: step) }
            try database.execute(sql: "PRAGMA user_version = 3")
        }
        return migrator
    }

    /// Unread entries by project ('' for the workspace's own), kept by triggers in the transaction of whatever
    /// changes them: `craftdesk status` reads these few rows, not a million.
    private static let unreadCounter = """
        DROP INDEX entry_unread;
        CREATE INDEX entry_unread ON entry (sequence) WHERE marks & 27 = 0;
        CREATE TABLE unread (
            project TEXT PRIMARY KEY, entries INTEGER NOT NULL, for_me INTEGER NOT NULL
        ) WITHOUT ROWID;
        INSERT INTO unread SELECT COALESCE(project, ''), COUNT(*), SUM(for_me <> 0)
            FROM entry WHERE marks & 27 = 0 GROUP BY COALESCE(project, '');
        CREATE TRIGGER entry_counts_added AFTER INSERT ON entry WHEN new.marks & 27 = 0 BEGIN
            INSERT OR IGNORE INTO unread VALUES (COALESCE(new.project, ''), 0, 0);
            UPDATE unread SET entries = entries + 1, for_me = for_me + (new.for_me <> 0)
                WHERE project = COALESCE(new.project, '');
        END;
        CREATE TRIGGER entry_counts_removed AFTER DELETE ON entry WHEN old.marks & 27 = 0 BEGIN
            UPDATE unread SET entries = entries - 1, for_me = for_me - (old.for_me <> 0)
                WHERE project = COALESCE(old.project, '');
        END;
        CREATE TRIGGER entry_counts_marked AFTER UPDATE OF marks ON entry
            WHEN (old.marks & 27 = 0) <> (new.marks & 27 = 0)
        BEGIN
            INSERT OR IGNORE INTO unread VALUES (COALESCE(new.project, ''), 0, 0);
            UPDATE unread SET entries = entries + (new.marks & 27 = 0) - (old.marks & 27 = 0),
                for_me = for_me + ((new.marks & 27 = 0) - (old.marks & 27 = 0)) * (new.for_me <> 0)
                WHERE project = COALESCE(new.project, '');
        END;
        """

    /// What the tabs page through, and what retention takes first.
    private static let lists = """
        CREATE INDEX entry_project ON entry (project);
        CREATE INDEX entry_starred ON entry (sequence) WHERE marks & 4 <> 0;
        CREATE INDEX entry_for_me ON entry (sequence) WHERE for_me <> 0;
        CREATE INDEX entry_expiring ON entry (occurred_at) WHERE marks & 5 = 1;
        """

    /// Full text by FTS5 over a view: the words of an entry, and its kind, project, task and actor as phrases
    /// that end in `zz`, so that a filter and a search are one match. It is filled in idle time and before a
    /// search, up to the fact `indexed`: an arriving event doesn't pay for it.
    private static let search = """
        CREATE VIEW entry_search AS SELECT sequence, text, COALESCE(excerpt, '') AS excerpt,
            COALESCE(actor_name, '') AS actor, COALESCE(task_key, '') || ' ' || COALESCE(task_title, '') AS task,
            'kind ' || kind || ' zz project ' || COALESCE(project, '') || ' zz task ' || COALESCE(task_id, '')
            || ' zz actor ' || COALESCE(actor_id, '') || ' zz' AS facets FROM entry;
        CREATE VIRTUAL TABLE entry_text USING fts5 (
            text, excerpt, actor, task, facets, content = 'entry_search', content_rowid = 'sequence',
            tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE TABLE indexed (sequence INTEGER NOT NULL);
        INSERT INTO indexed VALUES (0);
        CREATE TRIGGER entry_text_removed BEFORE DELETE ON entry
            WHEN old.sequence <= (SELECT sequence FROM indexed)
        BEGIN
            INSERT INTO entry_text (entry_text, rowid, text, excerpt, actor, task, facets)
                SELECT 'delete', sequence, text, excerpt, actor, task, facets FROM entry_search
                WHERE sequence = old.sequence;
        END;
        """

    /// Marks as they were made, for the other instances on the same file.
    private static let marksOfOthers = """
        CREATE TABLE mark_log (
            position INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL, mark INTEGER NOT NULL,
            is_set INTEGER NOT NULL, ids TEXT NOT NULL
        );
        """

    /// Small things kept as text of their owners': rules made on the screen, drafts, typed commands, undo.
    private static let documents = """
        CREATE TABLE document (
            position INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
            UNIQUE (kind, key)
        );
        """
}
