using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CollabBot.Tests.Harness;

/// <summary>The real service as a process of its own, on a free port and its own working directory; killed, never asked, when disposed.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private ServiceProcess(Process process, string address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>Everything it printed so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Its exit code once it has ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Starts it with the settings (<c>Section:Key</c>) and does not wait.</summary>
    public static ServiceProcess Start(string directory, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Executable);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["Urls"] = address = settings.GetValueOrDefault("Urls", address);
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var service = new ServiceProcess(new Process { StartInfo = start }, address);
        service.process.OutputDataReceived += service.Collect;
        service.process.ErrorDataReceived += service.Collect;
        service.process.Start();
        service.process.BeginOutputReadLine();
        service.process.BeginErrorReadLine();
        return service;
    }

    /// <summary>Waits until it answers on its address; fails with what it printed when it ends first.</summary>
    public async Task UntilLiveAsync(HttpClient http, CancellationToken cancel)
    {
        while (true)
        {
            Assert.That(process.HasExited, Is.False, () => "the service ended: " + Output);
            try
            {
                using var answer = await http.GetAsync(new Uri(Address + "/health/live"), cancel);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TestTime.Real, cancel);
        }
    }

    /// <summary>Types lines.</summary>
    public async Task TypeAsync(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
            await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for its end.</summary>
    public Task UntilEndAsync(CancellationToken cancel) => process.WaitForExitAsync(cancel);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    // artifacts/bin/CollabBot.Tests/debug → artifacts/bin/CollabBot/debug
    private static string Executable => Path.Combine(
        Path.GetDirectoryName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!, "CollabBot", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "CollabBot.dll");

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            output.AppendLine(line.Data);
    }
}
