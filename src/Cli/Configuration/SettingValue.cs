using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>What was wrong with a value and what to write instead.</summary>
internal sealed record ValueProblem(string Message, string Mend);

/// <summary>Text to values and back, exactly: nothing is rounded, guessed or read in another unit.</summary>
internal static class SettingValue
{
    /// <summary>
    /// Reads <paramref name="text"/> as the setting's type and checks its range; null when it is accepted.
    /// </summary>
    public static ValueProblem? Read(Setting setting, string text, out object? value)
    {
        text = text.Trim();
        value = null;
        if (setting.Type == typeof(string))
        {
            value = text;
            return null;
        }

        if (setting.Type == typeof(bool))
        {
            value = text is "true";
            return text is "true" or "false"
                ? null
                : new ValueProblem($"{Quote(text)} is not true or false",
                    "write true or false, in small letters; yes, no, on "
                    + "and off mean different things to different YAML readers and are not accepted");
        }

        if (setting.Type.IsEnum)
        {
            return ReadWord(setting.Type, text, out value);
        }

        if (setting.Type == typeof(IReadOnlyList<Tier>))
        {
            return ReadTiers(text, out value);
        }

        value = ReadNumber(setting.Type, text);
        return value is null
            ? new ValueProblem($"{Quote(text)} is not {Kind(setting.Type)}",
                $"write a number such as {setting.Example}")
            : OutOfRange(setting, text, value);
    }

    /// <summary>The value as it would stand in config.yaml.</summary>
    public static string Write(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        Tier tier => tier.ToString(),
        LogLevel level => level.ToString().ToUpperInvariant(),
        Enum word => Setting.SnakeCase(word.ToString()),
        Money money => Trim(money.ToString(), 2),
        Quantity quantity => Trim(quantity.ToString(), 0),
        Ratio ratio => Trim(ratio.ToString(), 0),
        IReadOnlyList<Tier> tiers => $"[{string.Join(", ", tiers)}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The kind of value in words.</summary>
    public static string Kind(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(Money) => "an amount in dollars with at most 6 decimals",
        _ when type == typeof(Quantity) => "a number of contracts with at most 2 decimals",
        _ when type == typeof(Ratio) => "a decimal number with at most 6 decimals",
        _ when type == typeof(IReadOnlyList<Tier>) => "a list of Proven, Reviewed",
        _ when type.IsEnum => Words(type),
        _ => "text",
    };

    public static string Quote(string text) => $"'{TerminalText.Clean(text, 60)}'";

    private static ValueProblem? ReadWord(Type type, string text, out object? value)
    {
        value = Enum.GetValues(type).Cast<object>()
            .FirstOrDefault(word => string.Equals(Write(word), text, StringComparison.OrdinalIgnoreCase));
        return value is not null
            ? null
            : new ValueProblem($"{Quote(text)} is not one of the words allowed", $"write {Words(type)}");
    }

    private static ValueProblem? ReadTiers(string text, out object? value)
    {
        List<Tier> tiers = [];
        value = tiers;
        string list = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        foreach (string part in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ReadWord(typeof(Tier), part, out object? tier) is not null)
            {
                return new ValueProblem($"{Quote(part)} is not a tier", "write Proven, Reviewed, or both");
            }

            if ((Tier)tier! == Tier.Proposed)
            {
                return new ValueProblem("relations that only a language model has proposed are never traded",
                    "write Proven, Reviewed, or both");
            }

            if (!tiers.Contains((Tier)tier))
            {
                tiers.Add((Tier)tier);
            }
        }

        return tiers.Count > 0
            ? null
            : new ValueProblem("the list is empty, so nothing could ever be traded",
                "write [Proven]; to stop trading set trading.kill_switch: true");
    }

    private static object? ReadNumber(Type type, string text)
    {
        if (type == typeof(Money))
        {
            return Money.TryParse(text, out Money money) ? money : null;
        }

        if (type == typeof(Quantity))
        {
            return Quantity.TryParse(text, out Quantity quantity) ? quantity : null;
        }

        if (type == typeof(Ratio))
        {
            return Ratio.TryParse(text, out Ratio ratio) ? ratio : null;
        }

        return FixedPoint.TryParse(text.AsSpan(), 0, signed: true, out long whole)
            && whole is >= int.MinValue and <= int.MaxValue
            ? (int)whole
            : null;
    }

    private static ValueProblem? OutOfRange(Setting setting, string text, object value)
    {
        long scaled = Scaled(value);
        bool low = setting.Min is not null && scaled < Scaled(ReadNumber(setting.Type, setting.Min)!);
        bool high = setting.Max is not null && scaled > Scaled(ReadNumber(setting.Type, setting.Max)!);
        bool nothing = setting.Positive && scaled <= 0;
        if (!low && !high && !nothing)
        {
            return null;
        }

        string range = Range(setting);
        string hint = high && setting.Unit is "fraction" ? ": it is a fraction, so 2 % is 0.02" : "";
        return new ValueProblem($"{Quote(text)} is outside what is allowed ({range})", $"write a value {range}{hint}");
    }

    /// <summary>The allowed range in words, empty when there is none.</summary>
    public static string Range(Setting setting) => (setting.Positive, setting.Min, setting.Max) switch
    {
        (true, _, { } max) => $"above 0, at most {max}",
        (true, _, null) => "above 0",
        (false, { } min, { } max) => $"from {min} to {max}",
        (false, { } min, null) => $"at least {min}",
        (false, null, { } max) => $"at most {max}",
        (false, null, null) => "",
    };

    private static long Scaled(object value) => value switch
    {
        Money money => money.Micros,
        Quantity quantity => quantity.Hundredths,
        Ratio ratio => ratio.PartsPerMillion,
        _ => (int)value,
    };

    private static string Words(Type type) =>
        string.Join(" or ", Enum.GetValues(type).Cast<object>().Select(Write));

    /// <summary>Drops closing zeros of a decimal fraction down to <paramref name="least"/> decimals.</summary>
    private static string Trim(string text, int least)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return text;
        }

        int end = text.Length;
        while (end > point + 1 + least && text[end - 1] == '0')
        {
            end--;
        }

        return end == point + 1 ? text[..point] : text[..end];
    }
}
