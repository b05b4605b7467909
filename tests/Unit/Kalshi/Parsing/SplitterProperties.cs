using System.Text;
using System.Text.Json;
using CsCheck;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Where a buffer or a read happens to end must not decide what is found, nor what is said about what was not.</summary>
public sealed class SplitterProperties
{
    private static readonly Gen<(int Window, int Chunk)> Sizes = Gen.Select(
        Gen.OneOf(Gen.Int[1, 64], Gen.Int[64, 2_000]), Gen.OneOf(Gen.Int[1, 16], Gen.Int[16, 4_000]));

    [Fact]
    public void Any_window_finds_what_one_whole_read_finds() => Gen.Select(RandomPages.Whole, Sizes).Sample(
        static (page, sizes) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(page);
            Found whole = Split(bytes, 1 << 20, int.MaxValue);
            Assert.Null(whole.Damage);
            Assert.Equal(whole, Split(bytes, sizes.Window, sizes.Chunk));
        },
        iter: 1_500);

    [Fact]
    public void Any_window_steps_over_the_same_breaks() => Gen.Select(RandomPages.Broken, Sizes).Sample(
        static (bytes, sizes) => Assert.Equal(Split(bytes, 1 << 20, int.MaxValue), Split(bytes, sizes.Window, sizes.Chunk)),
        iter: 1_500);

    [Fact]
    public void Every_item_is_found_once_and_whole() => RandomPages.Whole.Sample(
        static page =>
        {
            List<string> expected = [];
            foreach (JsonElement document in Documents(page))
            {
                Expect(document, expected);
            }

            Found found = Split(Encoding.UTF8.GetBytes(page), 1 << 20, int.MaxValue);
            Assert.Equal(expected, found.Items.Split('\u0002', StringSplitOptions.RemoveEmptyEntries)
                .Select(static item => item[(item.IndexOf('|', StringComparison.Ordinal) + 1)..]));
        },
        iter: 1_000);

    /// <summary>Items as the kinds are defined, by a walk over the whole document.</summary>
    private static void Expect(JsonElement value, List<string> into)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement member in value.EnumerateArray())
            {
                Expect(member, into);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            bool isItem = (Has(value, "ticker") && Has(value, "event_ticker")) || (Has(value, "event_ticker") && Has(value, "markets"))
                || Has(value, "fee_type") || Has(value, "orderbook_fp");
            if (isItem)
            {
                into.Add(value.GetRawText());
                return;
            }

            foreach (JsonProperty member in value.EnumerateObject())
            {
                Expect(member.Value, into);
            }
        }
    }

    private static bool Has(JsonElement value, string name) => value.TryGetProperty(name, out _);

    private static List<JsonElement> Documents(string page)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(page), new JsonReaderOptions { AllowMultipleValues = true });
        List<JsonElement> documents = [];
        while (reader.Read())
        {
            documents.Add(JsonElement.ParseValue(ref reader));
        }

        return documents;
    }

    private static Found Split(byte[] bytes, int window, int chunk)
    {
        using ChunkedStream stream = new(bytes, chunk);
        ItemSplitter splitter = new(stream, window);
        StringBuilder found = new();
        while (splitter.Next() is { } block)
        {
            using (block)
            {
                foreach (ItemSpan item in block.Items)
                {
                    string text = Encoding.UTF8.GetString(block.Bytes(item).Span);
                    found.Append(item.Kind).Append(' ').Append(item.Offset).Append(' ').Append(item.At).Append('|').Append(text)
                        .Append('\u0002');
                }
            }
        }

        return new Found(found.ToString(), splitter.Damage, splitter.BytesRead);
    }

    private sealed record Found(string Items, string? Damage, long Bytes);

    /// <summary>Gives at most so many bytes at once, as a network or an unpacker may.</summary>
    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
    }
}
