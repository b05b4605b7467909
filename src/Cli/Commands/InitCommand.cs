using System.CommandLine;

namespace Dutchbook.Cli;

/// <summary>`init`: templates of config.yaml and .env, never over existing files.</summary>
internal sealed class InitCommand(CommandHost host, GlobalOptions globals)
{
    public Command Create()
    {
        DocumentedCommand command = new("init", "Writes config.yaml and .env templates, never over existing ones.",
            new Example("dutchbook init", "prepare the home folder of this user"),
            new Example("dutchbook init --home ./trial", "prepare a folder of its own, to try something out"));
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        HomeFolder home = scope.Home;
        List<(string Path, bool Created)> files;
        try
        {
            home.Create();
            files =
            [
                (home.ConfigFile, Write(home.ConfigFile, ConfigurationTemplate.ConfigYaml(), secret: false)),
                (home.EnvFile, Write(home.EnvFile, ConfigurationTemplate.DotEnv(), secret: true)),
            ];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed,
                $"The home folder {home.Root} cannot be prepared: {problem.Message} "
                + "Choose another one with --home FOLDER.");
        }

        if (scope.Output.IsJson)
        {
            scope.Output.Document(
                new { Schema = 1, Home = home.Root, Files = files.Select(file => new { file.Path, file.Created }) });
            return ExitCode.Done;
        }

        foreach ((string path, bool created) in files)
        {
            scope.Output.Line($"{(created ? "created" : "exists, left as it is")}: {TerminalText.Clean(path, 500)}");
        }

        scope.Output.Line("Next: dutchbook doctor");
        return ExitCode.Done;
    }

    /// <summary>True when the file was made; false when something of that name was there already.</summary>
    private static bool Write(string path, string text, bool secret)
    {
        if (File.Exists(path))
        {
            return false;
        }

        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (secret && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using StreamWriter writer = new(path, options);
        writer.Write(text);
        return true;
    }
}
