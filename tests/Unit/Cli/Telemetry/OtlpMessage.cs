using System.Text;

namespace Dutchbook.Unit.Cli;

/// <summary>
/// Reads the figures of an ExportMetricsServiceRequest straight from its bytes, by the field numbers of the protocol
/// (https://github.com/open-telemetry/opentelemetry-proto, metrics/v1).
/// </summary>
internal static class OtlpMessage
{
    /// <summary>The values by name, with the label's value after a colon where there is one.</summary>
    public static Dictionary<string, double> Figures(byte[] message)
    {
        Dictionary<string, double> figures = new(StringComparer.Ordinal);
        foreach (byte[] metric in At(message, 1, 2, 2))
        {
            string name = Encoding.UTF8.GetString(At(metric, 1).Single());
            foreach (byte[] point in At(metric, 5, 1).Concat(At(metric, 7, 1)))
            {
                string[] labels = [.. At(point, 7, 2, 1).Select(Encoding.UTF8.GetString)];
                figures[string.Join(':', [name, .. labels])] = BitConverter.ToDouble(At(point, 4).Single());
            }
        }

        return figures;
    }

    /// <summary>What tells who sent it.</summary>
    public static string[] Resource(byte[] message) => [.. At(message, 1, 1, 1, 2, 1).Select(Encoding.UTF8.GetString)];

    private static IEnumerable<byte[]> At(byte[] message, params int[] path) => path.Length == 0
        ? [message]
        : Fields(message).Where(field => field.Number == path[0]).SelectMany(field => At(field.Value, path[1..]));

    private static IEnumerable<(int Number, byte[] Value)> Fields(byte[] message)
    {
        int place = 0;
        while (place < message.Length)
        {
            ulong key = Varint(message, ref place);
            int length = (key & 7) switch
            {
                0 => LengthOfVarint(message, place),
                1 => 8,
                2 => (int)Varint(message, ref place),
                5 => 4,
                _ => throw new InvalidDataException($"wire type {key & 7}"),
            };
            yield return ((int)(key >> 3), message[place..(place + length)]);
            place += length;
        }
    }

    private static int LengthOfVarint(byte[] message, int place)
    {
        int start = place;
        Varint(message, ref place);
        return place - start;
    }

    private static ulong Varint(byte[] message, ref int place)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[place++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
