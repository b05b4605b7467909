namespace Dutchbook.Ingestion;

/// <summary>Nothing usable could be read from a source; the message names the source, what is wrong and the mend.</summary>
public class UnreadableSourceException(string message, Exception? inner = null) : Exception(message, inner);
