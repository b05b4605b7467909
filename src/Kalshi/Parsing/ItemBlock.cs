using System.Buffers;

namespace Dutchbook.Kalshi;

/// <summary>
/// One item inside a block of bytes, with the time the recording had stated last before it, and the market that the page around
/// it is about.
/// </summary>
internal readonly record struct ItemSpan(
    ItemKind Kind, int Start, int Length, long Offset, DateTimeOffset? At, string? Owner = null);

/// <summary>Items that share one rented buffer; whoever has parsed them gives the buffer back.</summary>
internal sealed class ItemBlock(byte[] buffer, List<ItemSpan> items) : IDisposable
{
    public IReadOnlyList<ItemSpan> Items => items;

    public ReadOnlyMemory<byte> Bytes(ItemSpan item) => buffer.AsMemory(item.Start, item.Length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
