using System.Text.Json.Serialization;

namespace Dutchbook.Kalshi;

[JsonSerializable(typeof(string))]
internal sealed partial class TextJson : JsonSerializerContext;
