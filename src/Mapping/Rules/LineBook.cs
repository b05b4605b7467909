using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Puts each market with a proven interval on the line of its observable, in reading order.</summary>
internal sealed class LineBook(VenueSnapshot snapshot, RelationWriter writer)
{
    /// <summary>Neighbours in an event share a line nearly always: a look at these saves making and hashing the key.</summary>
    private const int RecentLines = 4;

    private readonly Dictionary<LineKey, Line> _lines = [];
    private readonly List<Line> _order = [];
    private readonly List<Line> _recent = [];
    private readonly IntervalReader _reader = new();

    /// <summary>The lines in the order in which their first markets were read.</summary>
    public IReadOnlyList<Line> Lines => _order;

    public void Place(Event owner)
    {
        _recent.Clear();
        string? source = null;
        foreach (Market market in owner.Markets)
        {
            if (_reader.TryRead(market, out IntervalReading reading, out string? reason))
            {
                source ??= LineKey.SourceOf(owner, snapshot);
                Line line = LineOf(market, owner, source, reading);
                line.Members.Add(new IntervalProposition(market, owner, reading.Low, reading.High, line.Key.Template));
            }
            else if (reason is not null)
            {
                writer.Refuse("interval", market.Ticker, reason);
            }
        }
    }

    /// <summary>Takes over the lines of a book that read later events.</summary>
    public void Append(LineBook later)
    {
        foreach (Line line in later.Lines)
        {
            if (_lines.TryGetValue(line.Key, out Line? known))
            {
                known.Members.AddRange(line.Members);
            }
            else
            {
                _lines.Add(line.Key, line);
                _order.Add(line);
            }
        }
    }

    private Line LineOf(Market market, Event owner, string source, IntervalReading reading)
    {
        foreach (Line known in _recent)
        {
            if (reading.HasTemplate(known.Key.Template) && known.Key == LineKey.Of(market, owner, known.Key.Template, source, reading.Subject))
            {
                return known;
            }
        }

        LineKey key = LineKey.Of(market, owner, reading.Template(), source, reading.Subject);
        if (!_lines.TryGetValue(key, out Line? line))
        {
            _lines[key] = line = new Line(key, []);
            _order.Add(line);
        }

        if (_recent.Count < RecentLines)
        {
            _recent.Add(line);
        }

        return line;
    }
}

/// <summary>The markets of one observable.</summary>
internal sealed record Line(LineKey Key, List<IntervalProposition> Members);
