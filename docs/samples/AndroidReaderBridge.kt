// The host bridge in an Android WebView (docs/integrate/host-bridge.md); needs androidx.webkit 1.3 or later.
//
//     val bridge = AndroidReaderBridge(slotOfTheBox, keyOfTheBox)
//     bridge.install(webView, "https://portal.example")      // before loadUrl
//
// What belongs to the box stands behind CardSlot and BoxKey: its card slot's SDK, its CA card or TEE.
package tv.example.portal

import android.net.Uri
import android.os.Handler
import android.os.Looper
import android.webkit.WebView
import androidx.webkit.JavaScriptReplyProxy
import androidx.webkit.WebMessageCompat
import androidx.webkit.WebViewCompat
import androidx.webkit.WebViewFeature
import java.util.concurrent.Executors
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/** Blocks; called by one thread. */
interface CardSlot {
    val name: String

    /** "empty", "present", "mute" or "unavailable". */
    val state: String

    /** A cold reset, whatever was before; answers the ATR. */
    fun powerOn(): ByteArray

    /** Sends one command, once, and never again by itself: a purse that is debited twice is debited twice. */
    fun transmit(apdu: ByteArray, timeoutMs: Int): ByteArray

    /**
     * True only where `transmit` hands 61xx and 6Cxx to the page and sends the card nothing else: then a status word answers
     * the command itself. OMAPI and readers that take whole APDUs fetch answers by themselves: false.
     */
    val handsOn61xx: Boolean
    fun powerOff()
    fun onChange(listener: () -> Unit)
}

/** `outcome`: "not-sent" only when no byte of the command can have reached the card; "unknown" when in doubt. */
class SlotException(val code: String, val outcome: String, message: String? = null) : Exception(message)

interface BoxKey {
    val stbId: String
    fun hmacSha256(data: ByteArray): ByteArray
}

class AndroidReaderBridge(private val slot: CardSlot, private val key: BoxKey) {
    private val card = Executors.newSingleThreadExecutor()
    private val main = Handler(Looper.getMainLooper())

    /** The page that spoke last. It goes with its page: a late answer never reaches the next one. */
    private var page: JavaScriptReplyProxy? = null

    /** On the main thread, before the page is loaded. Throws where the system's WebView is too old for it. */
    fun install(webView: WebView, portal: String) {
        check(WebViewFeature.isFeatureSupported(WebViewFeature.WEB_MESSAGE_LISTENER)) {
            "this WebView has no message listener: never fall back to addJavascriptInterface"
        }
        WebViewCompat.addWebMessageListener(webView, "stbHost", setOf(portal), ::hear)
        slot.onChange { main.post { page?.postMessage(event().toString()) } }
    }

    private fun hear(
        view: WebView,
        message: WebMessageCompat,
        origin: Uri,
        isMainFrame: Boolean,
        reply: JavaScriptReplyProxy,
    ) {
        val json = message.data
        if (!isMainFrame || json == null || json.length > MAX_CHARS) return
        page = reply
        card.execute {
            val answer = answerTo(json)
            if (answer != null) main.post { reply.postMessage(answer.toString()) }
        }
    }

    private fun event() =
        JSONObject().put("event", "state").put("reader", slot.name).put("state", slot.state)

    /** null: nothing that could be answered. */
    private fun answerTo(json: String): JSONObject? {
        val request = try { JSONObject(json) } catch (e: JSONException) { return null }
        val id = request.optLong("id")
        if (id < 1) return null
        val answer = JSONObject().put("id", id)
        return try {
            answer.put("result", resultOf(request))
        } catch (e: SlotException) {
            answer.put("error", errorOf(e.code, e.outcome, e.message))
        } catch (e: JSONException) {
            answer.put("error", errorOf("UNSUPPORTED_FEATURE", "not-sent", e.message))
        } catch (e: RuntimeException) {
            // Whatever it was, the command may have run.
            answer.put("error", errorOf("COMM_ERROR", "unknown", e.javaClass.simpleName))
        }
    }

    private fun resultOf(request: JSONObject): JSONObject {
        val result = JSONObject()
        val method = request.getString("method")
        if (method == "identity") return result.put("stbId", key.stbId)
        if (method == "sign") {
            return result.put("signature", hex(key.hmacSha256(bytes(request.getString("data")))))
        }
        if (method == "list") return result.put("readers", JSONArray().put(slot.name))
        if (request.getString("reader") != slot.name) throw SlotException("UNKNOWN_READER", "not-sent")
        when (method) {
            "open" -> result.put("state", slot.state)
            "powerOn" -> result.put("atr", hex(slot.powerOn()))
            "transmit" -> {
                val apdu = bytes(request.getString("apdu"))
                result.put("answer", hex(slot.transmit(apdu, request.getInt("timeoutMs"))))
                result.put("answers", if (slot.handsOn61xx) "command" else "unknown")
            }
            "powerOff", "close" -> slot.powerOff()
            else -> throw SlotException("UNSUPPORTED_FEATURE", "not-sent")
        }
        return result
    }

    private fun errorOf(code: String, outcome: String, message: String?) =
        JSONObject().put("code", code).put("outcome", outcome).apply {
            if (message != null) put("message", message.take(200))
        }

    private fun hex(bytes: ByteArray) = bytes.joinToString("") { "%02X".format(it) }

    private fun bytes(hex: String): ByteArray {
        if (!HEX.matches(hex)) throw JSONException("not hex")
        return ByteArray(hex.length / 2) { hex.substring(2 * it, 2 * it + 2).toInt(16).toByte() }
    }

    private companion object {
        const val MAX_CHARS = 16_384
        val HEX = Regex("([0-9A-Fa-f]{2})*")
    }
}
