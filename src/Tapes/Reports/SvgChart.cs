using System.Globalization;
using System.Net;
using System.Text;

namespace Dutchbook.Tapes;

/// <summary>Pictures for a page, as SVG that needs nothing else: lines over an axis, and bars. Drawing alone; numbers come with their words.</summary>
internal static class SvgChart
{
    private const int Width = 860, Height = 250, Left = 78, Right = 14, Top = 14, Bottom = 34;

    /// <summary>Lines that keep their value until the next point, over time or over any other axis.</summary>
    /// <param name="lines">Each with its name and its points, in order.</param>
    /// <param name="xWords">What stands below the axis at a value.</param>
    /// <param name="yWords">What stands beside it.</param>
    /// <param name="isStep">Whether values hold until the next point.</param>
    public static string Lines(
        IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> lines,
        Func<double, string> xWords,
        Func<double, string> yWords,
        bool isStep)
    {
        (double X, double Y)[] all = [.. lines.SelectMany(static line => line.Points)];
        if (all.Length == 0)
        {
            return "<p class=\"none\">There is nothing to draw.</p>";
        }

        (double x0, double x1) = Span(all.Select(static point => point.X));
        double[] marks = Marks(Math.Min(0, all.Min(static point => point.Y)), Math.Max(0, all.Max(static point => point.Y)));
        (double y0, double y1) = (marks[0], marks[^1]);
        double X(double x) => Left + ((x - x0) / (x1 - x0) * (Width - Left - Right));
        double Y(double y) => Height - Bottom - ((y - y0) / (y1 - y0) * (Height - Top - Bottom));

        StringBuilder svg = Begin(Height);
        foreach (double mark in marks)
        {
            Line(svg, mark == 0 ? "zero" : "grid", Left, Y(mark), Width - Right, Y(mark));
            Text(svg, "end", Left - 6, Y(mark) + 4, yWords(mark));
        }

        for (int i = 0; i <= 4; i++)
        {
            double x = x0 + ((x1 - x0) * i / 4);
            Text(svg, i == 0 ? "start" : i == 4 ? "end" : "middle", X(x), Height - 12, xWords(x));
        }

        for (int i = 0; i < lines.Count; i++)
        {
            StringBuilder path = new();
            foreach ((int place, (double x, double y)) in lines[i].Points.Index())
            {
                (string toX, string toY) = (place == 0 ? "M" : isStep ? "H" : "L", place > 0 && isStep ? "V" : " ");
                path.Append(CultureInfo.InvariantCulture, $"{toX}{X(x):0.0}{toY}{Y(y):0.0}");
            }

            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line c{i}\" d=\"{path}\"/>");
        }

        return svg.Append("</svg>").Append(Legend(lines.Select(static line => line.Name))).ToString();
    }

    /// <summary>Bars with their names at the left and their words at the right.</summary>
    public static string Bars(IReadOnlyList<(string Name, double Length, string Words)> bars)
    {
        const int row = 30, names = 240, words = 190;
        int height = (bars.Count * row) + 8;
        double longest = Math.Max(1, bars.Max(static bar => bar.Length));
        StringBuilder svg = Begin(height);
        foreach ((int place, (string name, double length, string text)) in bars.Index())
        {
            double y = 4 + (place * row);
            double wide = Math.Max(1, length / longest * (Width - names - words));
            Text(svg, "end", names - 8, y + 19, name);
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect class=\"bar\" x=\"{names}\" y=\"{y + 4:0.0}\" width=\"{wide:0.0}\" height=\"{row - 10}\"/>");
            Text(svg, "start", names + wide + 8, y + 19, text);
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Legend(IEnumerable<string> names) => "<p class=\"legend\">"
        + string.Join(" ", names.Select(static (name, i) => $"<span class=\"key k{i}\"></span>{WebUtility.HtmlEncode(name)}")) + "</p>";

    private static StringBuilder Begin(int height) => new StringBuilder().Append(CultureInfo.InvariantCulture,
        $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\">");

    private static void Line(StringBuilder svg, string kind, double x1, double y1, double x2, double y2) => svg.Append(
        CultureInfo.InvariantCulture, $"<line class=\"{kind}\" x1=\"{x1:0.0}\" y1=\"{y1:0.0}\" x2=\"{x2:0.0}\" y2=\"{y2:0.0}\"/>");

    private static void Text(StringBuilder svg, string anchor, double x, double y, string text) => svg.Append(
        CultureInfo.InvariantCulture, $"<text text-anchor=\"{anchor}\" x=\"{x:0.0}\" y=\"{y:0.0}\">{WebUtility.HtmlEncode(text)}</text>");

    private static (double From, double To) Span(IEnumerable<double> values)
    {
        double from = values.Min(), to = values.Max();
        return to > from ? (from, to) : (from - 0.5, from + 0.5);
    }

    /// <summary>Round values from below the least to above the greatest.</summary>
    private static double[] Marks(double least, double greatest)
    {
        double range = greatest > least ? greatest - least : 1;
        double power = Math.Pow(10, Math.Floor(Math.Log10(range / 4)));
        double step = ((double[])[1, 2, 5, 10]).Select(factor => factor * power).First(size => range / size <= 5);
        int from = (int)Math.Floor(least / step), to = (int)Math.Max(from + 1, Math.Ceiling(greatest / step));
        return [.. Enumerable.Range(from, to - from + 1).Select(mark => mark * step)];
    }
}
