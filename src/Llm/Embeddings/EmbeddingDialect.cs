namespace Dutchbook.Llm;

/// <summary>Which interface a server of embeddings speaks.</summary>
public enum EmbeddingDialect
{
    /// <summary><c>POST {base}/embeddings</c>, as OpenAI has it and many others.</summary>
    OpenAi,

    /// <summary>The same address with other names for size and purpose (docs.voyageai.com).</summary>
    Voyage,

    /// <summary><c>POST {base}/api/embed</c> on a machine of one's own.</summary>
    Ollama,
}
