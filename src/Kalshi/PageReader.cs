using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Reads the items of a live page into an assembly. A broken item is named and skipped, and so is the rest of a damaged
/// page.
/// </summary>
public sealed class PageReader(Era era = Era.Current)
{
    private readonly ItemParser _parser = new(era);

    public void Take(RawPage page, SnapshotAssembler assembler)
    {
        using MemoryStream stream = new(page.Body.ToArray(), writable: false);
        ItemSplitter splitter = new(stream, Math.Max(ItemSplitter.DefaultWindow, page.Body.Length + 1));
        int number = 0;
        while (splitter.Next() is { } block)
        {
            using (block)
            {
                foreach (ItemSpan item in block.Items)
                {
                    number++;
                    _parser.Parse(
                        item.Kind, block.Bytes(item).Span, page.ReceivedAt, assembler, () => $"{page.Path}, item {number}", item.Owner);
                }
            }
        }

        if (splitter.Damage is { } damage)
        {
            assembler.SkipSource(page.Path, damage);
        }
    }
}
