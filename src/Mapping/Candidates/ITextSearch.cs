namespace Dutchbook.Mapping;

/// <summary>Full-text search over documents numbered from zero: the words decide, the rarer the more (BM25).</summary>
public interface ITextSearch : IDisposable
{
    /// <summary>Takes all documents in, in one go.</summary>
    void Fill(IReadOnlyList<string> documents);

    /// <summary>The documents that share words with these, the best first; each by its number.</summary>
    IReadOnlyList<int> Nearest(IReadOnlyList<string> words, int limit);
}
