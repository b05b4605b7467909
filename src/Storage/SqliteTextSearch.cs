using Dutchbook.Mapping;

namespace Dutchbook.Storage;

/// <summary>SQLite's own full-text index (FTS5, BM25) in memory, made for one pass and thrown away.</summary>
public sealed class SqliteTextSearch : ITextSearch
{
    private readonly Connection _connection = Connection.Open(":memory:", readOnly: false);
    private Statement? _search;

    public void Fill(IReadOnlyList<string> documents)
    {
        // Without its content the index cannot be asked for the text, only for which document has which words.
        _connection.Execute("CREATE VIRTUAL TABLE documents USING fts5 (words, content = '')");
        _connection.Write(() =>
        {
            using Statement write = _connection.Prepare("INSERT INTO documents (rowid, words) VALUES (?, ?)");
            for (int i = 0; i < documents.Count; i++)
            {
                write.Add(i).AddWhole(documents[i]).Run();
            }
        });
        _search = _connection.Prepare("SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY rank, rowid LIMIT ?");
    }

    public IReadOnlyList<int> Nearest(IReadOnlyList<string> words, int limit)
    {
        List<int> found = [];
        if (words.Count == 0 || _search is null)
        {
            return found;
        }

        // Quoted, nothing in a word is an operator.
        string query = string.Join(" OR ", words.Select(static word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        _search.AddWhole(query).Add(limit);
        while (_search.Step())
        {
            found.Add((int)_search.Integer(0)!.Value);
        }

        _search.Reset();
        return found;
    }

    public void Dispose()
    {
        _search?.Dispose();
        _connection.Dispose();
    }
}
