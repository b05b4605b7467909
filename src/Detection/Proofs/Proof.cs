namespace Dutchbook.Detection;

/// <summary>
/// A proof as its file holds it: JSON in UTF-8, re-checked by code that shares nothing with the code that made it.
/// </summary>
/// <param name="Id">The hash of its content.</param>
public sealed record Proof(string Id, ReadOnlyMemory<byte> Utf8);
