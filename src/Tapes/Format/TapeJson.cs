using System.Text.Json.Serialization;

namespace Dutchbook.Tapes;

[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(string))]
internal sealed partial class TapeJson : JsonSerializerContext;
