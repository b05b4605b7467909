namespace Dutchbook.Llm;

/// <summary>Vectors that were paid for, by model, size and text.</summary>
public interface IEmbeddingStore
{
    /// <summary>Null where there is none.</summary>
    float[]? Find(string key);

    void Keep(string key, string model, float[] vector, DateTimeOffset at);
}
