import GRDB

/// Files as earlier versions of the program left them, made by those versions' own SQL: it must not follow the code.
enum OldFiles {
    static func make(version: Int, _ database: Database) throws {
        try database.execute(sql: version1)
        if version >= 2 { try database.execute(sql: version2) }
    }

    private static let version1 = """
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('1');
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
        INSERT INTO entry (id, kind, name, channel, project, task_id, task_key, task_title, actor_id,
            actor_name, text, excerpt, url, occurred_at, received_at, live, for_me, mine, cursor,
            payload, marks) VALUES
            ('a', 'comment', 'N', 'c', '3', '1', 'WEB-1', 'Title', '5', 'Ana', 'Ana commented', 'hello',
             'https://a', 1000, 2000, 1, 1, 0, '7', x'7B7D', 0),
            ('b', 'status', 'N', 'c', NULL, NULL, NULL, NULL, NULL, NULL, 'moved', NULL, NULL,
             1000, 2000, 0, 0, 0, NULL, x'', 0),
            ('c', 'comment', 'N', 'c', '3', NULL, NULL, NULL, NULL, NULL, 'read', NULL, NULL,
             1000, 2000, 1, 0, 0, NULL, x'', 1);
        INSERT INTO fact VALUES ('cursor', '7'), ('project', '3');
        """

    private static let version2 = """
        INSERT INTO grdb_migrations VALUES ('2');
        PRAGMA user_version = 2;
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
        CREATE INDEX entry_project ON entry (project);
        CREATE INDEX entry_starred ON entry (sequence) WHERE marks & 4 <> 0;
        CREATE INDEX entry_for_me ON entry (sequence) WHERE for_me <> 0;
        CREATE INDEX entry_expiring ON entry (occurred_at) WHERE marks & 5 = 1;
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
        CREATE TABLE mark_log (
            position INTEGER PRIMARY KEY AUTOINCREMENT, origin INTEGER NOT NULL, mark INTEGER NOT NULL,
            is_set INTEGER NOT NULL, ids TEXT NOT NULL
        );
        CREATE TABLE document (
            position INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
            UNIQUE (kind, key)
        );
        INSERT INTO entry_text (rowid, text, excerpt, actor, task, facets)
            SELECT sequence, text, excerpt, actor, task, facets FROM entry_search WHERE sequence <= 2;
        UPDATE indexed SET sequence = 2;
        INSERT INTO mark_log (origin, mark, is_set, ids) VALUES (7, 1, 1, '["c"]');
        INSERT INTO document (kind, key, value) VALUES
            ('order', 'mute:task:1', '{"type":"mute","query":"task:1","until":{},"total":false}'),
            ('draft', '1', 'half a sentence'),
            ('journal', '1', '{"at":1000,"label":"read","action":{"mark":1,"set":true,"ids":["c"]},"undone":false}');
        """
}
